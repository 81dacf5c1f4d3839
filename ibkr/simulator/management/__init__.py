"""The account management side of the hosted service: `/gw/api/v1`, for holders of an access token.

Nothing of it was recorded. What comes back follows the published document; the world behind
it is ours: instructions move the money and positions of the accounts that orders trade in,
applications become accounts, and both take their time.
"""
