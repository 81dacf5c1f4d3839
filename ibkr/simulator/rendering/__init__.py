"""State in the wire's spelling: numbers as text where the gateway writes text, and so on."""
