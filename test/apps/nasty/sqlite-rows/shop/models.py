from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=50)
    friends = models.ManyToManyField("self", blank=True)
    noted = models.JSONField(default=dict)
    since = models.DateTimeField()
    is_regular = models.BooleanField(default=False)
    photo = models.BinaryField(default=b"")


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    total = models.DecimalField(max_digits=9, decimal_places=2)
