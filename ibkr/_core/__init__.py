"""Decisions without I/O: every conversation with the gateway is a flow, driven from outside."""
