"""One round of alerts: what is new is collected, what is due is sent, how it went is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..archive import Archive
from ..sources.addresses import AddressRules
from ..sources.connecting import Lookup
from ..store.alerts_records import Delivery, SavedSearch
from . import mail, webhook
from .mail import Mailbox
from .message import Message
from .outcome import DELIVERED, Outcome


@dataclass(frozen=True, slots=True)
class Sender:
    """How alerts leave. `mailbox` None: no mail server is set; `rules` say which addresses webhooks may have; `site`: where links lead."""

    mailbox: Mailbox | None = None
    rules: AddressRules = field(default_factory=AddressRules)
    site: str = ""
    lookup: Lookup | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def round(self, archive: Archive) -> Iterator[tuple[SavedSearch, Delivery]]:
        """Collects and sends; each delivery that was tried, as it stands now. One that fails does not keep the others."""
        archive.collect_alerts(at=self.clock())
        for search, delivery in archive.due_deliveries(at=self.clock()):
            outcome = self._tried(archive, search, delivery)
            yield (
                search,
                archive.settle_delivery(
                    delivery.id, error=outcome.error, for_good=outcome.for_good, wait=outcome.wait, at=self.clock()
                ),
            )

    def _tried(self, archive: Archive, search: SavedSearch, delivery: Delivery) -> Outcome:
        items = archive.items_named(delivery.items)
        if not items:  # all of them were forgotten since
            return DELIVERED
        message = Message(search, delivery, items, self.site)
        if delivery.channel == "webhook":
            if search.webhook is None:
                return Outcome("the saved search has no webhook any more", for_good=True)
            return asyncio.run(webhook.post(message, search.webhook, self.rules, self.clock().timestamp(), self.lookup))
        if search.email is None or self.mailbox is None:
            return Outcome("no mail server is set: smtp_host and smtp_sender", for_good=search.email is None)
        return mail.send(mail.composed(message, self.mailbox.sender, search.email), self.mailbox)
