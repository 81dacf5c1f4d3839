"""Values written and read by people: tickets, bars, quotes, clocks."""
