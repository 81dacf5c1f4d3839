"""`python -m ibkr.cli`, for where the `ibkr` program is not on the path."""

from ibkr.cli import main

main()
