# Generated from spec/. Do not edit.
"""What the gateway takes and answers, for the operations that the `ibkr` package offers. Maintained by hand
from public documentation and from observation; where they differ, observation wins.
"""
