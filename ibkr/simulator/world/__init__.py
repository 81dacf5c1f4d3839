"""What the session's user keeps at the gateway: alerts, watchlists, notifications, groups and models.

These parts hold state and know no wire format; `ibkr.simulator.operations` reads and writes it.
"""
