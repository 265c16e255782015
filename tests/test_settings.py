"""Settings come from options, the environment and a file, in this order, and wrong ones are told."""

from pathlib import Path

import pytest

from hrkg.settings import Settings, from_env, server_variables


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hrkg.toml"
    path.write_text('query_timeout = 7\nport = 9000\nupdate_token = "secret"\nstore = "elsewhere"\n', encoding="utf-8")
    return path


def test_options_go_before_the_environment_and_this_before_the_file(file: Path) -> None:
    settings = from_env({"HRKG_PORT": "9001", "HRKG_HOST": "0.0.0.0"}, file=file, host="::1", store=None)
    assert (settings.host, settings.port, settings.query_timeout) == ("::1", 9001, 7.0)
    assert (settings.update_token, settings.store) == ("secret", Path("elsewhere"))
    assert settings.query_rows == Settings().query_rows


def test_the_environment_may_name_the_file(file: Path) -> None:
    assert from_env({"HRKG_SETTINGS": str(file)}).port == 9000


def test_each_value_has_the_type_of_its_field(file: Path) -> None:
    assert isinstance(from_env({}, file=file).query_timeout, float)
    assert isinstance(from_env({"HRKG_QUERY_ROWS": "5"}).query_rows, int)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("prot = 9000", "there is no setting 'prot'"),
        ("port = 9000.5", "port is 9000.5, and must be a whole number"),
        ("port = true", "port is True, and must be a whole number"),
        ('port = "soon"', "port is 'soon', and must be a whole number"),
        ("query_timeout = 1979-05-27", "query_timeout is .*, and must be a number"),
        ("port = ", "Invalid value"),
        ("port = 70000", "must not be above 65535"),
        ("query_timeout = -1", "must not be below 0"),
    ],
)
def test_a_wrong_value_is_told(file: Path, text: str, reason: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        from_env({}, file=file)


def test_what_a_server_listens_to_is_told_with_meaning_and_default() -> None:
    assert ("HRKG_QUERY_TIMEOUT", "seconds that a query may take [default: 30.0]") in server_variables()


def test_the_token_is_not_shown() -> None:
    assert "secret" not in repr(Settings(update_token="secret"))
