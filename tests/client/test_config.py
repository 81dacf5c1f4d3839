"""Settings from the environment, read by whoever asks and by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibkr._sync.client import Client
from ibkr.config import DEFAULT_BASE_URL, HOSTED, Config
from ibkr.errors import ConfigError


def test_an_empty_environment_means_the_gateway_on_this_machine():
    assert Config.from_env({}) == Config(base_url=DEFAULT_BASE_URL)


def test_a_sign_in_file_means_the_hosted_service():
    assert Config.from_env({"IBKR_OAUTH": "oauth.toml"}) == Config(HOSTED, oauth="oauth.toml")
    other = Config.from_env({"IBKR_OAUTH": "oauth.toml", "IBKR_BASE_URL": "https://localhost:1/v1/api"})
    assert other.base_url == "https://localhost:1/v1/api"


def test_every_setting_is_read():
    config = Config.from_env(
        {
            "IBKR_BASE_URL": "https://gateway:5000/v1/api",
            "IBKR_CA": "ca.pem",
            "IBKR_TIMEOUT": "7.5",
            "IBKR_READ_ONLY": "yes",
            "IBKR_LIVE": "0",
        }
    )
    assert config == Config("https://gateway:5000/v1/api", "ca.pem", 7.5, read_only=True, live=False)
    assert config.arguments() == {
        "base_url": "https://gateway:5000/v1/api",
        "verify": "ca.pem",
        "timeout": 7.5,
        "read_only": True,
        "live": False,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("IBKR_TIMEOUT", "soon"), ("IBKR_TIMEOUT", "-1"), ("IBKR_TIMEOUT", "nan"), ("IBKR_LIVE", "maybe")],
)
def test_a_value_that_cannot_be_read_names_its_variable(name: str, value: str):
    with pytest.raises(ConfigError, match=name):
        Config.from_env({name: value})


def test_a_cache_of_contracts_is_used_where_one_is_named():
    assert Config.from_env({"IBKR_CACHE": "contracts.db"}).arguments()["cache"] == "contracts.db"
    assert "cache" not in Config.from_env({"IBKR_CACHE": ""}).arguments()


def test_the_folder_of_state_is_named_or_stands_beside_those_of_other_programs():
    assert Config.from_env({"IBKR_STATE": "here", "XDG_STATE_HOME": "/state"}).state == "here"
    assert Config.from_env({"XDG_STATE_HOME": "/state"}).state == str(Path("/state/ibkr"))
    assert Config.from_env({}).state is None


def test_a_configuration_makes_a_client():
    with Client(**Config(read_only=True).arguments()) as ib:
        assert ib.base_url == DEFAULT_BASE_URL
