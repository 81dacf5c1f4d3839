"""ibind's side, in its own environment: it must not need anything of ours.

Arguments: the kind, the address, the account, the conid, the fields. Then it reads how many rounds
of six calls to make, one number a line, and writes the CPU microseconds of a call.
"""

import sys
import time
import warnings

import requests

warnings.simplefilter("ignore")  # each call over an unchecked certificate would warn


def ibind_calls(url, account, conid, fields):
    """The six calls, as a user of ibind makes them."""
    from ibind import IbkrClient

    client = IbkrClient(url=url, account_id=account, cacert=False)
    return [
        lambda: client.portfolio_accounts().data,
        lambda: client.positions(account).data,
        lambda: client.get_ledger(account).data,
        lambda: client.live_marketdata_snapshot([conid], fields).data,
        lambda: client.marketdata_history_by_conid(conid, bar="1d", period="1m").data,
        lambda: client.live_orders().data,
    ]


def requests_calls(url, account, conid, fields):
    """The same with requests and json, and nothing else."""
    session = requests.Session()

    def get(path, **params):
        return session.get(url + path, params=params, verify=False, timeout=10).json()

    return [
        lambda: get("/portfolio/accounts"),
        lambda: get(f"/portfolio/{account}/positions/0"),
        lambda: get(f"/portfolio/{account}/ledger"),
        lambda: get("/iserver/marketdata/snapshot", conids=conid, fields=",".join(fields)),
        lambda: get("/iserver/marketdata/history", conid=conid, period="1m", bar="1d"),
        lambda: get("/iserver/account/orders"),
    ]


def main():
    """Make the calls as often as told."""
    kind, url, account, conid, fields = sys.argv[1:]
    make = {"ibind": ibind_calls, "requests": requests_calls}[kind]
    calls = make(url, account, conid, fields.split(","))
    assert all(call() for call in calls), "each call answers something"
    print("ready", flush=True)
    for line in sys.stdin:
        rounds = int(line)
        began = time.process_time()
        for _ in range(rounds):
            for call in calls:
                call()
        print((time.process_time() - began) / (rounds * len(calls)) * 1e6, flush=True)


if __name__ == "__main__":
    main()
