# Generated from spec/. Do not edit.
"""Endpoints of the group `management`."""
