"""The market of the simulated world: instruments, sessions, prices. Start with `market.Market`."""
