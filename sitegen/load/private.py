"""Contacts from profile.toml, private.toml and the environment; which of them are secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.model.private import PrivateFacts, Secret
from sitegen.model.profile import PRIVATE, Contact
from sitegen.problems import Problem, SitePath, Span, warning
from sitegen.quick_dataclass import dataclass
from sitegen.unchanged import PRIVATE_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.collections import Collections
    from sitegen.model.cv import Reference
    from sitegen.model.private import SecretForm
    from sitegen.model.profile import ContactKind, Profile

Variables = tuple[tuple["ContactKind", str], ...]
"""Kinds of contacts with the values that the environment has for them."""

NOTHING_PRIVATE: Final = PrivateFacts()

_SETTINGS: Final = SitePath("site.toml")
"""Where something is reported that stands in no file."""

_FEWEST_DIGITS: Final = 5

_NAMES: Final[dict[str, str]] = {
    "email": "e-mail address",
    "phone": "phone number",
    "address": "postal address",
    "office": "office",
    "matrix": "Matrix address",
    "signal": "Signal name",
    "other": "contact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A contact with its value, "" where there is none, and where the value is from."""

    contact: Contact
    place: Span
    variable: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Who the site is about and who can be asked, as far as the documents at hand show them."""

    profile: Profile | None
    collections: Collections
    secrets: tuple[Secret, ...] = ()
    problems: tuple[Problem, ...] = ()


def with_private(
    profile: Profile | None,
    private: PrivateFacts,
    collections: Collections,
    variables: Variables,
    is_private: bool,  # noqa: FBT001 as the options have it
) -> People:
    """Fill in private values, or leave out what has them.

    What is published is made of a site that does not hold them: it has them as secrets only.

    Problems: missing-private-value.
    """
    if profile is None:
        return People(None, collections)
    held = hold_contacts(profile, private, variables)
    problems = tuple(missing_values(held, is_private=is_private))
    shown = tuple(
        one.contact
        for one in held
        if one.contact.value.strip() and (is_private or one.contact.is_public)
    )
    public = profile if shown == profile.contacts else replace(profile, contacts=shown)
    references = (*collections.references, *private.references)
    if not is_private:
        secrets = secrets_of(held, references, profile)
        return People(public, collections, secrets, problems)
    if private.references:
        collections = replace(collections, references=references)
    return People(public, collections, problems=problems)


def hold_contacts(
    profile: Profile, private: PrivateFacts, variables: Variables
) -> tuple[Held, ...]:
    """Return all contacts, those of the profile first.

    What lacks a value gets that of private.toml of the same kind and label, else that of the
    environment; what has its value there is private unless `show` says otherwise.
    """
    left, values = list(private.contacts), dict(variables)
    held = []
    for contact in profile.contacts:
        if contact.value.strip():
            held.append(Held(contact=contact, place=_place(contact)))
            continue
        found = next((one for one in left if _belongs(one, contact)), None)
        if found is None:
            held.append(_from_environment(contact, values))
            continue
        left.remove(found)
        show = found.show if contact.show is None else contact.show
        filled = replace(contact, value=found.value, show=show, span=found.span)
        held.append(_from_environment(filled, values))
    held += [_from_environment(one, values) for one in left]
    known = {one.contact.kind for one in held if one.contact.value}
    held += [
        _from_environment(Contact(kind=kind), values) for kind in tuple(values) if kind not in known
    ]
    return tuple(held)


def _belongs(private: Contact, contact: Contact) -> bool:
    return private.kind == contact.kind and private.label in ("", contact.label)


def _from_environment(contact: Contact, values: dict[ContactKind, str]) -> Held:
    place = _place(contact)
    show = PRIVATE if contact.show is None else contact.show
    if contact.value.strip():
        return Held(contact=replace(contact, show=show), place=place)
    value = values.pop(contact.kind, "")
    variable = variable_of(contact.kind) if value else ""
    return Held(contact=replace(contact, value=value, show=show), place=place, variable=variable)


def _place(contact: Contact) -> Span:
    return contact.span or Span(_SETTINGS)


def variable_of(kind: ContactKind) -> str:
    """Return the name of the variable of the environment for a kind of contact.

    >>> variable_of("phone")
    'SITEGEN_PRIVATE_PHONE'
    """
    return f"{PRIVATE_VARIABLES}{kind.upper()}"


def missing_values(held: Sequence[Held], *, is_private: bool) -> Iterator[Problem]:
    """Name the contacts that the documents at hand would show if they had a value.

    Problems: missing-private-value.
    """
    for one in held:
        contact = one.contact
        if contact.value.strip() or not (is_private or contact.is_public):
            continue
        message = f"there is no value for the {_NAMES[contact.kind]}"
        variable = variable_of(contact.kind)
        hint = f"write `value = …` here or in private.toml, or set {variable}"
        yield warning("missing-private-value", message, one.place, hint)


def secrets_of(
    held: Sequence[Held], references: Sequence[Reference], profile: Profile
) -> tuple[Secret, ...]:
    """Return what may be in nothing that is published.

    A value that also stands in a public contact is none, nor is the e-mail address of the profile.
    """
    public = {_folded(one.contact.value) for one in held if one.contact.is_public}
    public.add(_folded(profile.email))
    found = [
        Secret(
            name=_NAMES[one.contact.kind],
            form=_form_of(one.contact.kind, one.contact.value),
            value=one.contact.value,
            place=one.place,
            variable=one.variable,
        )
        for one in held
        if not one.contact.is_public
    ]
    found += [secret for one in references for secret in _of_reference(one)]
    return tuple(one for one in found if one.value.strip() and _folded(one.value) not in public)


def _of_reference(reference: Reference) -> Iterator[Secret]:
    values: tuple[tuple[SecretForm, str], ...]
    values = (("email", reference.email), ("phone", reference.phone))
    for form, value in values:
        yield Secret(
            name=f"{_NAMES[form]} of a reference",
            is_of_reference=True,
            form=form,
            value=value,
            place=reference.span,
        )


def _form_of(kind: ContactKind, value: str) -> SecretForm:
    if kind == "email":
        return "email"
    digits, letters = sum(map(str.isdigit, value)), sum(map(str.isalpha, value))
    is_number = digits >= _FEWEST_DIGITS and letters <= digits
    return "phone" if is_number and kind not in ("address", "office") else "text"


def _folded(value: str) -> str:
    return "".join(value.split()).casefold()
