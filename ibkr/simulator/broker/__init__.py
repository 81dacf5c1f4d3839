"""A paper broker: tickets in, orders, executions and money out. Start with `broker.Broker`."""
