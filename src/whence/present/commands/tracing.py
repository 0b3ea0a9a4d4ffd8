"""`whence trace`: one claim from its origin to every page, step by step."""

import click

from whence.judgement import claim_id
from whence.present.console import one_of, opened, terminal, with_as_of, with_case, with_format, write_record


@click.command()
@click.argument("claim")
@with_case
@with_format
@with_as_of
def trace(claim: str, folder: str, form: str, as_of: str | None) -> int:
    """Show a claim's chain, ladder, denials and rival figures. CLAIM is an id or its beginning."""
    with opened(folder) as case:
        holdings = case.holdings_of(claim, as_of=as_of)
    claims = holdings.assessment.claims
    held = {claim_id(member.id): one for one in claims for member in one.statements}
    found = held.get(claim) or one_of(claims, claim, "claim")
    if found.id != claim and claim in held:
        click.echo(f"{claim} is now {found.id}: the statement it was named after is in that claim", err=True)
    if form != "table":
        write_record(found)
        return 0
    from whence.present.brief import one_claim_view
    from whence.present.terminal import print_claim

    print_claim(one_claim_view(holdings, found), terminal())
    return 0
