"""Fill db.sqlite3 as years of use would: gaps in the numbers, text of many scripts, bytes, relations to itself."""

import os
from datetime import datetime, timezone
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_it.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from shop.models import Customer, Order  # noqa: E402

call_command("migrate", verbosity=0)
for number in range(1, 101):
    customer = Customer.objects.create(
        id=number * 7,
        name=["Ana", "美咲", "지우", "O'Neill \\ “x”"][number % 4],
        noted={"last": None, "tags": ["a", {"b": number}]},
        since=datetime(2020, 1, 1 + number % 28, 12, 30, 15, 123456, tzinfo=timezone.utc),
        is_regular=number % 2 == 0,
        photo=bytes(range(number)),
    )
    Order.objects.create(customer=customer, total=Decimal("1234567.89"))
# A field that a release of long ago had.
with connection.cursor() as cursor:
    cursor.execute("ALTER TABLE shop_order ADD COLUMN colour varchar(9) NULL")
    cursor.execute("UPDATE shop_order SET colour = 'red' WHERE id < 3")
Customer.objects.get(id=7).friends.add(Customer.objects.get(id=14))
