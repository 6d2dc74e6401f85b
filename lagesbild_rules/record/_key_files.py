"""Keys in files: a private key is for its owner's eyes alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from lagesbild_rules.errors import Place, Problem, SignatureError, quoted
from lagesbild_rules.files import discard, hidden, opened, read_bytes, replacing
from lagesbild_rules.record._ed25519 import PrivateKey, PublicKey, is_locked, private_key, public_key

PRIVATE: Final = ".key"
PUBLIC: Final = ".pub"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_MOST: Final = 2**16

Ask = Callable[[], bytes]
"""Asks for a passphrase; called only when a key is locked by one."""


def write_keys(name: str | os.PathLike[str], key: PrivateKey, passphrase: bytes | None = None) -> tuple[Path, Path]:
    """Write *key* to ``name.key``, which its owner alone may read, and its public key to ``name.pub``.

    Killed in between it leaves the private key, of which ``write_public_key`` makes the other one again. Raises
    ``SignatureError`` when something stands there already: a key is never replaced.
    """
    private, public = (Path(f"{os.fspath(name)}{it}") for it in (PRIVATE, PUBLIC))
    standing = [it for it in (private, public) if os.path.lexists(it)]
    if standing:
        raise SignatureError([_alone(private) if standing == [private] else _stands(it) for it in standing])
    pem = key.pem(passphrase)
    try:
        _write_private(private, pem)
        write_public_key(public, key.public)
    except BaseException:
        if _holds(private, pem) and not _holds(public, key.public.pem.encode()):
            discard(private)  # a key that nobody could verify
        raise
    return private, public


def write_public_key(path: str | os.PathLike[str], key: PublicKey) -> None:
    """Write *key* to the file at *path*; raises ``SignatureError`` when something stands there already."""
    if os.path.lexists(path):
        raise SignatureError([_stands(Path(path))])
    with replacing(path, SignatureError) as file:
        file.write(key.pem)


def read_private_key(path: str | os.PathLike[str], ask: Ask | None = None) -> PrivateKey:
    """Return the private key in the file at *path*; *ask* is called for its passphrase when it is locked by one.

    Raises ``SignatureError`` when others than its owner may read or change it, and as ``private_key`` does.
    """
    with opened(path, SignatureError) as file:
        mode = os.fstat(file.fileno()).st_mode
        if os.name == "posix" and mode & _OTHERS:
            finding = f"others may use this private key: its mode is {stat.S_IMODE(mode):04o}"
            help = f"run `chmod 600 {os.fspath(path)}`, and make a new key if others may have read it"
            raise SignatureError([Problem(Place(os.fspath(path)), "LR881", finding, help)])
        pem = file.read(_MOST)
    return private_key(pem, ask() if ask is not None and is_locked(pem) else None, Place(os.fspath(path)))


def holds_private_key(path: str | os.PathLike[str]) -> bool:
    """Return whether the file at *path* says of itself that it is a private key, locked or not."""
    return b"PRIVATE KEY-----" in read_bytes(path, SignatureError, _MOST)


def read_public_key(path: str | os.PathLike[str]) -> PublicKey:
    """Return the public key in the file at *path*; raises ``SignatureError`` as ``public_key`` does."""
    return public_key(read_bytes(path, SignatureError, _MOST), Place(os.fspath(path)))


def _write_private(path: Path, pem: bytes) -> None:
    """Write *pem* so that it is there whole or not at all, and at no moment for others to read."""
    part = hidden(path, "part")
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # unlike a renaming it replaces nothing
    except FileExistsError:
        raise SignatureError([_stands(path)]) from None
    except OSError as it:
        finding = f"the output cannot be written: {(it.strerror or str(it)).lower()}"
        raise SignatureError([Problem(Place(str(path)), "LR506", finding, "choose another place")]) from None
    finally:
        discard(part)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _alone(private: Path) -> Problem:
    public = private.with_name(f"{private.name.removesuffix(PRIVATE)}{PUBLIC}")
    finding = f"{quoted(private.name)} is there already, without its public key"
    help = f"make that one again with `lagesbild key show {private} --out {public}`, or name another key"
    return Problem(Place(str(private)), "LR506", finding, help)


def _stands(path: Path) -> Problem:
    help = "name another key: one that was used is never replaced"
    return Problem(Place(str(path)), "LR506", f"{quoted(path.name)} is there already", help)
