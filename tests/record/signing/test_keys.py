"""Keys: their texts and files, passphrases, other algorithms, and eyes of others."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from lagesbild_rules import LagesbildError
from lagesbild_rules.record import (
    new_key,
    private_key,
    public_key,
    read_private_key,
    read_public_key,
    sign,
    statement_of,
    write_keys,
)
from tests.cli.conftest import Run

from .keys import PUBLISHER, written


def test_new_keys_are_each_their_own_and_are_read_back(tmp_path: Path) -> None:
    one, other = new_key(), new_key()
    assert one.public != other.public
    private, public = write_keys(tmp_path / "unit", one)
    assert read_private_key(private).public == read_public_key(public) == one.public
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert b"BEGIN PRIVATE KEY" in private.read_bytes()
    assert "BEGIN PUBLIC KEY" in public.read_text(encoding="utf-8")
    assert sorted(it.name for it in tmp_path.iterdir()) == ["unit.key", "unit.pub"]


def test_whatever_the_mask_of_modes_a_private_key_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        private, _ = write_keys(tmp_path / "unit", PUBLISHER)
    finally:
        os.umask(before)
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


@pytest.mark.parametrize("there", ["unit.key", "unit.pub"])
def test_a_key_is_never_replaced(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("kept", encoding="utf-8")
    with pytest.raises(LagesbildError, match=r"LR506 .*is there already"):
        write_keys(tmp_path / "unit", PUBLISHER)
    assert [it.read_text(encoding="utf-8") for it in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o660, 0o644, 0o666, 0o700 | 0o040])
def test_a_private_key_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    private = written(PUBLISHER, tmp_path / "unit").with_suffix(".key")
    private.chmod(mode)
    with pytest.raises(LagesbildError, match=f"LR881 .*mode is {mode:04o}"):
        read_private_key(private)
    private.chmod(0o400)
    assert read_private_key(private).public == PUBLISHER.public


def test_a_passphrase_locks_a_key(tmp_path: Path) -> None:
    private, _ = write_keys(tmp_path / "unit", PUBLISHER, "hemlig ö".encode())
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in private.read_bytes()
    assert read_private_key(private, "hemlig ö".encode).public == PUBLISHER.public
    for ask in (None, lambda: b"", lambda: b"another"):
        with pytest.raises(LagesbildError, match=r"LR880 .*passphrase"):
            read_private_key(private, ask)
    with pytest.raises(ValueError, match=r"(?i)password|crypt"):  # by chance a wrong one gives bytes that are no key
        load_pem_private_key(private.read_bytes(), b"another")


def test_a_key_that_is_not_locked_asks_for_nothing(tmp_path: Path) -> None:
    private = written(PUBLISHER, tmp_path / "unit").with_suffix(".key")
    assert read_private_key(private, lambda: pytest.fail("asked")).public == PUBLISHER.public


OTHERS = {
    "RSA": rsa.generate_private_key(65537, 1024),
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "Ed448": ed448.Ed448PrivateKey.generate(),
}


@pytest.mark.parametrize("name", OTHERS)
def test_keys_of_other_algorithms_are_refused(name: str) -> None:
    key = OTHERS[name]
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(LagesbildError, match=r"LR880 .*another algorithm"):
        private_key(pem)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(LagesbildError, match=r"LR880 .*another algorithm"):
        public_key(public)


def test_a_private_key_is_no_public_one_nor_the_other_way_round() -> None:
    with pytest.raises(LagesbildError, match="LR880 this is no public key"):
        public_key(PUBLISHER.pem())
    with pytest.raises(LagesbildError, match="LR880 this is no private key"):
        private_key(PUBLISHER.public.pem.encode())


def test_nothing_secret_is_shown() -> None:
    held = ed25519.Ed25519PrivateKey.generate()
    secret = held.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    key = private_key(held.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert secret.hex() not in repr(key)
    assert repr(secret) not in repr(key)
    assert "_key" not in repr(key)


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for asked in (new_key, lambda: public_key(b""), lambda: private_key(b"")):
        with pytest.raises(LagesbildError, match=r"LR505 .*cryptography\n  help: install `lagesbild-rules\[sign\]`"):
            asked()


def test_commands_make_show_and_use_keys(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAGESBILD_PASSPHRASE", raising=False)
    made = run("key", "new", "unit")
    assert made.code == 0
    shown = run("key", "show", "unit.pub")
    assert shown.lines[0] in made.out
    assert "\n".join(shown.lines[1:]) + "\n" == Path("unit.pub").read_text(encoding="utf-8")
    again = run("key", "new", "unit")
    assert (again.code, again.out) == (2, "")
    Path("words").write_text("en hemlighet\nmer\n", encoding="utf-8")
    Path("empty").write_text("\n", encoding="utf-8")
    assert run("key", "new", "locked", "--passphrase-file", "words").code == 0
    assert "LR880 the passphrase is empty" in run("key", "new", "never", "--passphrase-file", "empty").err
    assert "LR880 nobody is there to be asked" in run("key", "new", "never", "--passphrase").err
    assert not list(tmp_path.glob("never*"))
    Path("file.txt").write_text("text", encoding="utf-8")
    asked = run("sign", "file.txt", "--key", "locked.key")
    assert asked.code == 2
    assert "LR880 nobody is there to be asked" in asked.err
    monkeypatch.setenv("LAGESBILD_PASSPHRASE", "en annan")
    assert "LR880 the passphrase does not open the key" in run("sign", "file.txt", "--key", "locked.key").err
    assert not Path("file.txt.dsse.json").exists()
    assert run("sign", "file.txt", "--key", "locked.key", "--passphrase-file", "words").code == 0
    monkeypatch.setenv("LAGESBILD_PASSPHRASE", "en hemlighet")
    assert run("sign", "file.txt", "--key", "locked.key").code == 0
    held = sign(statement_of(b"text"), read_private_key("locked.key", lambda: b"en hemlighet"))
    assert Path("file.txt.dsse.json").read_text(encoding="utf-8") == held.text


def test_a_passphrase_is_asked_for_unseen_and_twice_when_it_is_new(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[bool, bool]] = []

    def prompt(_: str, *, hide_input: bool, confirmation_prompt: bool, err: bool) -> str:
        assert err
        asked.append((hide_input, confirmation_prompt))
        return "en hemlighet"

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAGESBILD_PASSPHRASE", raising=False)
    monkeypatch.setattr("lagesbild_rules.cli._signing_options.click.prompt", prompt)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda _: True})())
    Path("file.txt").write_text("text", encoding="utf-8")
    made = run("key", "new", "unit", "--passphrase")
    done = run("sign", "file.txt", "--key", "unit.key")
    assert (made.code, done.code) == (0, 0)
    assert asked == [(True, True), (True, False)]
    assert "hemlighet" not in made.out + made.err + done.out + done.err


def test_half_a_pair_of_keys_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise LagesbildError([])

    monkeypatch.setattr("lagesbild_rules.record._key_files.replacing", full)
    with pytest.raises(LagesbildError):
        write_keys(tmp_path / "unit", PUBLISHER)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LagesbildError, match="LR506 the output cannot be written"):
        write_keys(tmp_path / "none" / "unit", PUBLISHER)
