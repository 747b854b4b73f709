#!/usr/bin/env python3
"""Holds together what src/record/records.txt says and what was written down from it:
test_records_text.py TOOL ROOT. With UPDATE_GOLDEN=1 the page is written anew; a schema
step is not, since stores may have seen it."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

TOOL, ROOT = sys.argv.pop(1), sys.argv.pop(1)
MADE = '<!-- From here on made by tools/embed-records from src/record/records.txt. -->\n\n'


def read(*parts):
    with open(os.path.join(ROOT, *parts), encoding='utf-8') as handle:
        return handle.read()


def made(what):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'out')
        records = os.path.join(ROOT, 'src', 'record', 'records.txt')
        subprocess.run([sys.executable, TOOL, records, what, path], check=True)
        with open(path, encoding='utf-8') as handle:
            return handle.read()


class RecordsText(unittest.TestCase):
    maxDiff = None

    def test_the_tables_of_the_store_are_those_of_the_records(self):
        schema = read('sql', 'schema', '0005_record.sql')
        at = schema.index('CREATE TABLE record_person ')
        self.assertEqual(schema[at:].strip(), made('schema').strip())

    def test_the_page_prints_every_field(self):
        head, mark, _ = read('docs', 'records.md').partition(MADE)
        self.assertTrue(mark, 'the page has lost the line before its tables')
        expected = head + MADE + made('doc')
        if os.environ.get('UPDATE_GOLDEN'):
            with open(os.path.join(ROOT, 'docs', 'records.md'), 'w', encoding='utf-8') as handle:
                handle.write(expected)
        self.assertEqual(read('docs', 'records.md'), expected)

    def test_a_type_has_no_more_keys_than_the_program_takes(self):
        state = read('src', 'record', 'take_state.h')
        most = int(re.search(r'RECORD_KEYS_MAX = (\d+)', state).group(1))
        for record in read('src', 'record', 'records.txt').split('\nrecord ')[1:]:
            keys = re.findall(r'^  \w+ [\w:]+(?: \w+)* (?:\w+_)?key\b(?!!)', record, re.M)
            self.assertLessEqual(len(keys), most, record.split('\n')[0])


if __name__ == '__main__':
    unittest.main()
