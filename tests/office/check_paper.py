#!/usr/bin/env python3
"""check_paper.py MAKE_PAPER: what the office files must be, asserted on the files.

A flag that says "PDF/UA" proves nothing, and LibreOffice ends well with an empty
file; so the structure tree, the XML inside the DOCX and every cell of the workbook
are looked at. Exits 77 (skip) when LibreOffice is absent."""
import csv
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
import xml.etree.ElementTree as ET

STANDARD_ROLES = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct
    Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note
    Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form""".split())
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
CELL_CHART_WIDTH = 104  # the smallest picture, at three pixels to a unit
DIR = ''


def run(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True,
                          encoding='utf-8', errors='replace').stdout


def member(name, part):
    with zipfile.ZipFile(os.path.join(DIR, name)) as archive:
        return archive.read(part).decode('utf-8')


class Pdf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = os.path.join(DIR, 'digest.pdf')
        cls.info = dict(line.split(':', 1) for line in run('pdfinfo', cls.path).splitlines())
        cls.struct = run('pdfinfo', '-struct-text', cls.path)
        raw = os.path.join(DIR, 'digest.qdf')
        run('qpdf', '--qdf', '--object-streams=disable', cls.path, raw)
        with open(raw, 'rb') as handle:
            cls.raw = handle.read().decode('latin-1')
        cls.roles = re.findall(r'^\s*/S /(\w+)$', cls.raw, re.M)

    def test_has_no_errors(self):
        self.assertIn('No syntax or stream encoding errors', run('qpdf', '--check', self.path))

    def test_is_tagged_and_titled_and_a4(self):
        self.assertEqual(self.info['Tagged'].strip(), 'yes')
        self.assertEqual(self.info['Title'].strip(), 'Quarterly Digest: 2013-14 Q3')
        self.assertEqual(self.info['Subject'].strip(), 'October to December 2013')
        self.assertIn('A4', self.info['Page size'])

    def test_says_its_language_and_shows_its_title(self):
        self.assertRegex(self.raw, r'/Lang \(en-GB\)')
        self.assertIn('/DisplayDocTitle true', self.raw)

    def test_has_the_structure_of_the_document(self):
        for role in ('Document', 'H1', 'H2', 'H3', 'H4', 'Table', 'TR', 'TH', 'TD', 'Figure',
                     'L', 'LI', 'Link'):
            self.assertIn(role, self.roles, role)
        self.assertEqual(self.roles.count('Document'), 1)
        self.assertEqual(self.roles.count('H1'), 1)
        self.assertEqual(self.roles.count('Table'), 2)
        self.assertRegex(self.struct, r'H1 \(block\):\n(?:\s+/.*\n)*\s*"Quarterly Digest: 2013-14 Q3"')

    def test_every_column_head_has_a_scope(self):
        self.assertEqual(self.roles.count('TH'), 9 + 5)
        self.assertEqual(self.raw.count('/Scope /Column'), 9 + 5)

    def test_every_picture_has_words(self):
        self.assertEqual(self.roles.count('Figure'), 5 + 2 + 2)
        self.assertEqual(len(re.findall(r'^\s*/Alt [(<]', self.raw, re.M)), 5 + 2 + 2)

    def test_no_style_takes_the_place_of_a_standard_role(self):
        roles = re.search(r'/RoleMap <<(.*?)>>', self.raw, re.S).group(1)
        names = set(re.findall(r'/(\S+) /\w+', roles))
        self.assertTrue(names)
        self.assertEqual({name for name in names if name in STANDARD_ROLES}, set())

    def test_has_bookmarks_and_links(self):
        self.assertIn('/Outlines', self.raw)
        self.assertRegex(self.raw, r'/Subtype /Link')

    def test_every_page_is_numbered_and_the_title_is_at_the_top_from_page_2(self):
        pages = run('pdftotext', '-layout', self.path, '-').split('\f')[:-1]
        self.assertEqual(len(pages), int(self.info['Pages']))
        self.assertGreater(len(pages), 2)
        for number, page in enumerate(pages, 1):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            self.assertTrue(lines[-1].endswith(f'Page {number} of {len(pages)}'), lines[-1])
            self.assertTrue(lines[-1].startswith('For managers · edition 1'), lines[-1])
            if number > 1:
                self.assertEqual(lines[0], 'Rotherham · Quarterly Digest: 2013-14 Q3')

    def test_headings_stay_with_what_they_head(self):
        headings = {'What needs attention', 'What goes well', 'Scorecard', 'Exceptions',
                    'Timeliness over time', 'Definitions', 'What the figure shows',
                    'Why it is like this', 'When it should recover'}
        for page in run('pdftotext', '-layout', self.path, '-').split('\f')[:-1]:
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            self.assertNotIn(lines[-2], headings)

    def test_all_letters_come_from_fonts_that_are_installed_with_us(self):
        fonts = run('pdffonts', self.path).splitlines()[2:]
        families = {line.split()[0].split('+')[-1].split('-')[0] for line in fonts}
        self.assertEqual(families, {'LiberationSans', 'DejaVuSans'})

    def test_small_print_stays_readable(self):
        sizes = re.findall(r'<fontspec id="\d+" size="(\d+)"',
                           run('pdftohtml', '-xml', '-stdout', '-i', '-zoom', '1', self.path))
        self.assertGreaterEqual(min(int(size) for size in sizes), 9)

    def test_status_is_said_in_words_and_shapes(self):
        text = run('pdftotext', '-layout', self.path, '-')
        for words in ('◆ Off target', '● On target', '▲ Close to target', '○ Not rated',
                      '↗ Better', '↘ Worse'):
            self.assertIn(words, text.replace('\u00a0', ' '))


class Docx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = member('digest.docx', 'word/document.xml')
        cls.styles = member('digest.docx', 'word/styles.xml')

    def test_keeps_headings(self):
        used = set(re.findall(r'<w:pStyle w:val="(Heading\d)"/>', self.document))
        self.assertEqual(used, {'Heading1', 'Heading2', 'Heading3', 'Heading4'})
        for level in range(1, 5):
            self.assertRegex(self.styles, rf'w:styleId="Heading{level}">.*?w:outlineLvl '
                                          rf'w:val="{level - 1}"')

    def test_tables_have_heads_that_repeat_and_rows_that_hold_together(self):
        root = ET.fromstring(self.document)
        tables = root.findall(f'.//{W}tbl')
        self.assertEqual(len(tables), 2)
        for table in tables:
            rows = table.findall(f'{W}tr')
            self.assertIsNotNone(rows[0].find(f'{W}trPr/{W}tblHeader'))
            for row in rows:
                self.assertIsNotNone(row.find(f'{W}trPr/{W}cantSplit'))

    def test_every_picture_has_words_and_enough_pixels(self):
        words = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', self.document)
        self.assertEqual(len(words), 5 + 2 + 2)
        with zipfile.ZipFile(os.path.join(DIR, 'digest.docx')) as archive:
            pictures = [name for name in archive.namelist() if name.startswith('word/media/')]
            self.assertTrue(pictures)
            for name in pictures:
                width = int.from_bytes(archive.read(name)[16:20], 'big')
                self.assertGreaterEqual(width, CELL_CHART_WIDTH * 3, name)

    def test_says_title_and_language(self):
        core = member('digest.docx', 'docProps/core.xml')
        self.assertIn('<dc:title>Quarterly Digest: 2013-14 Q3</dc:title>', core)
        self.assertIn('<dc:language>en-GB</dc:language>', core)
        self.assertIn('<w:lang w:val="en-GB"', self.styles)

    def test_pages_are_numbered(self):
        with zipfile.ZipFile(os.path.join(DIR, 'digest.docx')) as archive:
            feet = ''.join(archive.read(name).decode('utf-8') for name in archive.namelist()
                           if name.startswith('word/footer'))
        self.assertIn('PAGE', feet)
        self.assertIn('NUMPAGES', feet)

    def test_keeps_the_colour_of_a_status(self):
        self.assertRegex(self.styles, r'w:styleId="MarkOffTarget".*?w:color w:val="C8321C"')


class Odt(unittest.TestCase):
    def test_keeps_headings_and_heads_of_tables(self):
        content = member('digest.odt', 'content.xml')
        self.assertEqual(content.count('<table:table-header-rows>'), 2)
        self.assertIn('text:outline-level="1"', content)
        self.assertEqual(content.count('<svg:desc>'), 5 + 2 + 2)


def read_back(name):
    """Every sheet as rows of text, as LibreOffice understands the workbook."""
    out = os.path.join(DIR, 'csv-' + name)
    run('soffice', f'-env:UserInstallation=file://{DIR}/profile', '--headless', '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1',
        '--outdir', out, os.path.join(DIR, name + '.xlsx'))
    sheets = {}
    for entry in os.listdir(out):
        with open(os.path.join(out, entry), encoding='utf-8', newline='') as handle:
            sheets[entry[len(name) + 1:-len('.csv')]] = list(csv.reader(handle))
    return sheets


class Xlsx(unittest.TestCase):
    TITLES = ['Reference [note 1]', 'Measure', 'Value [note 2]', 'Numerator', 'Provisional', 'Note']

    def sheet(self, number):
        return ET.fromstring(member('digest.xlsx', f'xl/worksheets/sheet{number}.xml'))

    def test_same_document_gives_same_bytes(self):
        with open(os.path.join(DIR, 'digest.xlsx'), 'rb') as one, \
             open(os.path.join(DIR, 'again.xlsx'), 'rb') as two:
            self.assertEqual(one.read(), two.read())

    def test_sheets_are_in_the_order_they_are_read(self):
        names = re.findall(r'<sheet name="([^"]+)"', member('digest.xlsx', 'xl/workbook.xml'))
        self.assertEqual(names, ['Contents', 'Notes', 'Figures'])

    def test_reads_back_equal_in_libreoffice(self):
        sheets = read_back('digest')
        self.assertEqual(set(sheets), {'Contents', 'Notes', 'Figures'})
        contents = [row[0] for row in sheets['Contents']]
        self.assertEqual(contents[0], 'Quarterly Digest: 2013-14 Q3')
        self.assertEqual(contents[2], 'October to December 2013')
        self.assertIn('Made on 21 January 2014 by Outturn from rotherham-2013-14-q3.csv.', contents)
        self.assertEqual(contents[-2:], ['Notes', 'Figures'])
        self.assertEqual(sheets['Notes'][3:], [
            ['Mark', 'Column', 'Meaning'],
            ['[x]', 'any', 'Not available: there is no figure or text here. It is not zero.'],
            ['[note 1]', 'Reference', 'As the framework names it'],
            ['[note 2]', 'Value', 'In per cent; empty where not given']])
        self.assertEqual(sheets['Figures'][3:], [
            self.TITLES,
            ['NI 52b', 'Secondary school lunches taken', '37.2', '[x]', 'no', '=1+1'],
            ['NI 59', 'Initial assessments within 10 working days', '60.4', '[x]', 'yes',
             'December only; year expected to end on 53'],
            ['NI 60', 'Core assessments within 35 working days', '65.5', '[x]', 'no',
             'Year to date; December alone 54'],
            ['NI 61', 'Placed for adoption within 12 months of decision', '59.259259', '16', 'no',
             'One child changes this by 3.7 points'],
            ['NI 64', 'Plans that had lasted two years or more when they ended', '6.666667', '[x]',
             'no', 'This quarter 10 of 104, before it 8 of 166']])

    def test_numbers_are_numbers_and_text_is_never_a_formula(self):
        figures = self.sheet(3)
        self.assertEqual(figures.findall(f'.//{S}f'), [])
        cells = {cell.get('r'): cell for cell in figures.iter(f'{S}c')}
        self.assertIsNone(cells['C5'].get('t'))
        self.assertEqual(float(cells['C5'].find(f'{S}v').text), 37.2)
        self.assertEqual(cells['F5'].get('t'), 's')

    def test_tables_have_names_and_heads(self):
        names = set()
        for number in (1, 2):
            table = ET.fromstring(member('digest.xlsx', f'xl/tables/table{number}.xml'))
            names.add(table.get('displayName'))
            self.assertNotEqual(table.get('headerRowCount'), '0')
        self.assertEqual(names, {'table_notes', 'table_figures'})
        table = ET.fromstring(member('digest.xlsx', 'xl/tables/table1.xml'))
        titles = [column.get('name') for column in table.iter(f'{S}tableColumn')]
        self.assertIn(titles, (self.TITLES, ['Mark', 'Column', 'Meaning']))

    def test_heads_are_frozen_widths_set_and_nothing_is_merged(self):
        for number in (2, 3):
            sheet = self.sheet(number)
            pane = sheet.find(f'.//{S}pane')
            self.assertEqual((pane.get('state'), pane.get('ySplit')), ('frozen', '4'))
            self.assertIsNotNone(sheet.find(f'{S}cols'))
            self.assertIsNone(sheet.find(f'{S}mergeCells'))

    def test_no_cell_of_a_table_is_blank(self):
        for number, width in ((2, 3), (3, 6)):
            for row in list(self.sheet(number).iter(f'{S}row'))[3:]:
                filled = [cell for cell in row if cell.find(f'{S}v') is not None]
                self.assertEqual(len(filled), width)

    def test_properties_have_the_title_and_the_date_given(self):
        core = member('digest.xlsx', 'docProps/core.xml')
        self.assertIn('<dc:title>Quarterly Digest: 2013-14 Q3</dc:title>', core)
        self.assertIn('2014-01-21T00:00:00Z', core)


class HardXlsx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sheets = read_back('hard')

    def test_sheets_have_names_that_are_allowed(self):
        self.assertEqual(set(self.sheets), {'Contents', 'Notes', 'hard', 'empty'})
        self.assertEqual(self.sheets['hard'][0][0], 'A/B: [all]?')

    def test_titles_of_columns_differ(self):
        self.assertEqual(self.sheets['hard'][3], ['Same (name) [note 1]', 'Same (other)',
                                                  'Amount [note 2]', 'Day'])

    def test_texts_come_back_as_they_were(self):
        texts = [row[0] for row in self.sheets['hard'][4:]]
        self.assertEqual(texts, ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', 'a\nb',
                                 '_x0041_', '[x]', '2013-14'])

    def test_a_text_that_no_cell_holds_says_that_it_was_cut(self):
        text = self.sheets['hard'][4][1]
        self.assertTrue(text.startswith('x' * 32000 + ' [cut here'), text[31990:])
        self.assertLess(len(text), 32768)

    def test_numbers_come_back_exactly(self):
        numbers = [row[2] for row in self.sheets['hard'][4:]]
        self.assertEqual([float(number) for number in numbers[:2]], [-0.5, 1e9])
        self.assertEqual(numbers[2], '12345678901234567890')
        self.assertEqual(numbers[5], '[x]')
        self.assertEqual([float(numbers[i]) for i in (3, 4, 6, 7)], [0.1, 0, 59.3, 1.23e-13])

    def test_dates_come_back_as_they_were(self):
        days = [row[3] for row in self.sheets['hard'][4:]]
        self.assertEqual(days, ['2013-12-31', '1900-01-01', '[x]', '1970-01-01', '2200-12-31',
                                '2013-12-31', '2013-12-31', '2013-12-31'])

    def test_an_empty_table_says_so(self):
        self.assertEqual(self.sheets['empty'][3][0], 'This table has no rows.')


def main():
    global DIR
    with tempfile.TemporaryDirectory(prefix='check-paper-') as DIR:
        made = subprocess.run([sys.argv[1], DIR]).returncode
        if made:
            sys.exit(made)
        unittest.main(argv=sys.argv[:1], verbosity=1)


if __name__ == '__main__':
    main()
