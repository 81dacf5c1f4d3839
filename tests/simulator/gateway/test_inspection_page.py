"""The inspection page in a real browser: it shows what the gateway knows, and its buttons work."""

from __future__ import annotations

import re
import shutil
import subprocess

import httpx
import pytest

from ibkr.simulator import Simulation, simulate

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
ORDER = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 440, "quantity": 7, "tif": "DAY"}


@pytest.fixture
def simulation():
    with simulate(http=True, control=True, question_chance=0, pacing=False) as running:
        yield running


def page_of(simulation: Simulation, profile, *arguments: str) -> str:
    """The page's document after its script ran for a while of the browser's own time."""
    url = simulation.base_url.replace("/v1/api", "/simulator/")
    command = [
        *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        *(f"--user-data-dir={profile}", "--virtual-time-budget=2500", *arguments, "--dump-dom", url),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_the_page_shows_session_orders_faults_and_requests(simulation, tmp_path):
    with httpx.Client(base_url=simulation.base_url) as client:
        client.get("/iserver/accounts")
        client.post("/iserver/account/DU1234567/orders", json={"orders": [{**ORDER, "cOID": "<b>mine</b>"}]})
        client.get("/nowhere")
    control = simulation.base_url.replace("/v1/api", "/simulator")
    httpx.post(f"{control}/faults", json={"kind": "answer", "at": "alerts.*", "status": 418})
    seen = page_of(simulation, tmp_path)
    for words in ("logged in as simuser1", "brokerage session", "AAPL", "alerts.*", "status 418", "/nowhere"):
        assert words in seen
    # What a client sent is shown as text, never as a part of the page.
    assert "&lt;b&gt;mine&lt;/b&gt;" in seen
    assert len(re.findall(r"<button[^>]*data-event", seen)) == 10
