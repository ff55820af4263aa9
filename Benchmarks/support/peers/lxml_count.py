"""Counts the records of a generated XML export with lxml: lxml_count.py FILE"""
import sys
from lxml import etree

count = 0
for _, element in etree.iterparse(sys.argv[1], tag="record"):
    count += 1
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
print(count)
