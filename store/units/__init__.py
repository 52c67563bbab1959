"""Who is ranked, over time: provinces of both divisions, districts, departments and ministries, and the sizes of editions.

Facts are in the YAML files of this folder, each with its source.
"""

from store.units.agencies import agency_existed, agency_successor
from store.units.districts import district_code
from store.units.editions import edition_size
from store.units.provinces import Division, Province, division_of, in_division, predecessors, province, provinces, successor
from store.units.regions import region_members

__all__ = [
    "Division",
    "Province",
    "agency_existed",
    "agency_successor",
    "district_code",
    "division_of",
    "edition_size",
    "in_division",
    "predecessors",
    "province",
    "provinces",
    "region_members",
    "successor",
]
