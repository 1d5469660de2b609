"""How to check a register: a page for everybody."""

from members.registers import registers
from members.standing import Status


def test_anybody_reads_it_without_signing_in(client, db):
    page = client.get("/registers/")
    text = page.content.decode()
    missing = [row.slug for row in registers().values() if f'id="{row.slug}"' not in text or row.link not in text]
    assert (page.status_code, missing) == (200, [])
    assert [status for status in Status if str(status.label) not in text] == []


def test_the_footer_leads_there(client, db):
    assert 'href="/registers/"' in client.get("/").content.decode()
