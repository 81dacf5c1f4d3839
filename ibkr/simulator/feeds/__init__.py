"""What one websocket is subscribed to, and the frames that follow from it.

Each feed turns state into `(topic, object)` pairs when asked. Source: gateway facts "Websocket".
"""
