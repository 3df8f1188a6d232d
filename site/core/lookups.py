from django.db.models import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class PossibleIn(In):
    """`IN`, without the numbers that the column cannot hold: they match nothing.

    Django says so of `pk = 10**20` (`IntegerFieldOverflow`) but hands `pk IN (10**20)` to SQLite, which
    raises: `?site=99999999999999999999` in a filter of the admin was an error 500.
    """

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            least, most = connection.ops.integer_field_range(kind)
            self.rhs = [
                number
                for number in self.rhs
                if not isinstance(number, int)
                or ((least is None or number >= least) and (most is None or number <= most))
            ]
        return super().process_rhs(compiler, connection)
