#!/usr/bin/env python3
"""check_digest.py OUTTURN FILE.csv...: Digests of real scorecards as PDF, DOCX and XLSX.

check_paper.py knows every word of its sample; this looks at what must hold of any
Digest, and at a long one made here. Exits 77 (skip) when LibreOffice is absent."""
import csv
import functools
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile

from check_paper import STANDARD_ROLES, W, run

DIGESTS = []  # of each: its directory


def long_scorecard(path):
    """40 indicators in 5 sections, 12 quarters, with counts: a table of several pages."""
    with open(path, 'w', encoding='utf-8', newline='') as handle:
        out = csv.writer(handle)
        out.writerow('authority section indicator_ref indicator_title unit polarity period '
                     'numerator denominator target rag_rule england why'.split())
        for period in range(12):
            for i in range(40):
                total = 60 + (i * 37 + period * 101) % 900
                counted = total * (50 + (i * 11 + period * 7) % 45) // 100
                out.writerow(['Anyshire', f'Section {i // 8 + 1}', f'NI {40 + i}',
                              f'Share of cases completed within the time set for measure {i}',
                              '%', 'high' if i % 3 else 'low',
                              f'{2011 + period // 4}-{12 + period // 4}-Q{period % 4 + 1}',
                              counted, total, 75, 'green within 5%, amber within 10%', 71.5,
                              'Two workers left in May'])


def text_pages(directory):
    pages = run('pdftotext', '-layout', os.path.join(directory, 'digest.pdf'), '-').split('\f')
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages[:-1]]


def headings_of(directory):
    """Titles of parts, sections and exceptions, as the page has them."""
    with open(os.path.join(directory, 'digest.html'), encoding='utf-8') as handle:
        page = handle.read()
    found = re.findall(r'<h[234][^>]*>(.*?)</h[234]>|<th scope="rowgroup"[^>]*>(.*?)</th>', page)
    return {html.unescape(re.sub('<[^>]+>', '', ''.join(pair))) for pair in found}


def of_each(test):
    """Runs a test on every Digest and names those that fail it."""
    @functools.wraps(test)
    def run_on_each(self):
        for directory in DIGESTS:
            with self.subTest(os.path.basename(directory)):
                test(self, directory)
    return run_on_each


class EveryDigest(unittest.TestCase):
    def structure(self, directory):
        raw = os.path.join(directory, 'digest.qdf')
        run('qpdf', '--qdf', '--object-streams=disable', os.path.join(directory, 'digest.pdf'),
            raw)
        with open(raw, 'rb') as handle:
            return handle.read().decode('latin-1')

    @of_each
    def test_the_pdf_has_no_errors_and_is_tagged_titled_and_in_english(self, directory):
        path = os.path.join(directory, 'digest.pdf')
        self.assertIn('No syntax or stream encoding errors', run('qpdf', '--check', path))
        info = dict(line.split(':', 1) for line in run('pdfinfo', path).splitlines())
        self.assertEqual(info['Tagged'].strip(), 'yes')
        self.assertIn('Digest: ', info['Title'])
        raw = self.structure(directory)
        self.assertIn('/Lang (en-GB)', raw)
        self.assertIn('/DisplayDocTitle true', raw)

    @of_each
    def test_the_pdf_has_the_structure_of_a_digest(self, directory):
        raw = self.structure(directory)
        roles = re.findall(r'^\s*/S /(\w+)$', raw, re.M)
        self.assertEqual(roles.count('Document'), 1)
        self.assertEqual(roles.count('H1'), 1)
        self.assertGreaterEqual(roles.count('H2'), 7)
        self.assertGreater(roles.count('TH'), 3)
        self.assertEqual(raw.count('/Scope /Column'), roles.count('TH'))
        self.assertEqual(len(re.findall(r'^\s*/Alt [(<]', raw, re.M)), roles.count('Figure'))
        mapped = re.search(r'/RoleMap <<(.*?)>>', raw, re.S).group(1)
        names = set(re.findall(r'/(\S+) /\w+', mapped))
        self.assertEqual(names & STANDARD_ROLES, set())

    @of_each
    def test_the_front_is_one_side(self, directory):
        pages = text_pages(directory)
        front = '\n'.join(pages[0])
        for words in ('What needs attention', 'What changed', 'What goes well'):
            self.assertIn(words, front)
        self.assertEqual(pages[1][1], 'Scorecard')

    @of_each
    def test_no_heading_ends_a_page(self, directory):
        headings = headings_of(directory)
        for page in text_pages(directory):
            self.assertNotIn(page[-2], headings)

    @of_each
    def test_letters_are_large_enough_and_ours(self, directory):
        path = os.path.join(directory, 'digest.pdf')
        sizes = re.findall(r'<fontspec id="\d+" size="(\d+)"',
                           run('pdftohtml', '-xml', '-stdout', '-i', '-zoom', '1', path))
        self.assertGreaterEqual(min(int(size) for size in sizes), 9)
        families = {line.split()[0].split('+')[-1].split('-')[0]
                    for line in run('pdffonts', path).splitlines()[2:]}
        self.assertEqual(families, {'LiberationSans', 'DejaVuSans'})

    @of_each
    def test_the_docx_has_heads_that_repeat_and_words_for_every_picture(self, directory):
        with zipfile.ZipFile(os.path.join(directory, 'digest.docx')) as archive:
            document = archive.read('word/document.xml').decode('utf-8')
        for table in ET.fromstring(document).findall(f'.//{W}tbl'):
            self.assertIsNotNone(table.find(f'{W}tr/{W}trPr/{W}tblHeader'))
        pictures = document.count('<wp:docPr ')
        self.assertEqual(len(re.findall(r'<wp:docPr [^>]*descr="[^"]+"', document)), pictures)

    @of_each
    def test_the_workbook_reads_back_equal(self, directory):
        out = os.path.join(directory, 'sheets')
        run('soffice', f'-env:UserInstallation=file://{os.path.dirname(directory)}/profile',
            '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,'
            'false,false,false,false,false,-1', '--outdir', out,
            os.path.join(directory, 'digest.xlsx'))
        with open(os.path.join(out, 'digest-Figures.csv'), encoding='utf-8',
                  newline='') as handle:
            sheet = list(csv.reader(handle))[4:]
        with open(os.path.join(directory, 'digest.csv'), encoding='utf-8',
                  newline='') as handle:
            table = list(csv.reader(handle))[1:]
        self.assertEqual(len(sheet), len(table))
        for read, written in zip(sheet, table):
            self.assertEqual([same(cell) for cell in read], [same(cell) for cell in written])

    @of_each
    def test_the_json_says_what_the_csv_says(self, directory):
        with open(os.path.join(directory, 'digest.json'), encoding='utf-8') as handle:
            figures = next(one for one in json.load(handle)['datasets']
                           if one['key'] == 'figures')
        with open(os.path.join(directory, 'digest.csv'), encoding='utf-8',
                  newline='') as handle:
            self.assertEqual(len(figures['rows']), len(list(csv.reader(handle))) - 1)


def same(cell):
    """A cell of a sheet or of the CSV, comparable: a number as number, missing as None."""
    if cell in ('', '[x]'):
        return None
    text = cell[1:] if cell.startswith("'") else cell  # a formula made harmless in the CSV
    try:
        return float(text)
    except ValueError:
        return text


class LongDigest(unittest.TestCase):
    def test_table_heads_repeat_on_every_page_of_the_table(self):
        pages = [page for page in text_pages(DIGESTS[-1])
                 if any(re.match(r'NI \d\d\s.*[↗↘→–]', line) for line in page)]
        self.assertGreater(len(pages), 2, 'the long Digest no longer breaks its table')
        for page in pages:
            self.assertRegex('\n'.join(page), r'Measure.*Now.*Target.*Status.*Direction')


def main():
    if not shutil.which('soffice'):
        sys.exit(77)
    program, files = os.path.abspath(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix='check-digest-') as work:
        made = os.path.join(work, 'long.csv')
        long_scorecard(made)
        for path in files + [made]:
            name = os.path.splitext(os.path.basename(path))[0]
            directory = os.path.join(work, name)
            subprocess.run([program, 'digest', path, '-o', directory, '--quiet'], check=True)
            DIGESTS.append(directory)
        unittest.main(argv=sys.argv[:1], verbosity=1)


if __name__ == '__main__':
    main()
