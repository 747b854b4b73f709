"""Children's records: deliveries in, findings out, and what may be done to them afterwards."""
import csv
import datetime
import io
import os
import shutil
import sqlite3
import zipfile

import harness
from harness import Case


def case(*names):
    return os.path.join(harness.ROOT, 'tests', 'cases', 'records', *names)


class Records(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Fairshire')

    def at(self, *words):
        return ('-w', self.workspace, *words)

    def take(self, *words):
        return self.must(*self.at('import', *words)).stdout

    def table(self, *words):
        said = self.must(*self.at(*words, '--format', 'csv')).stdout
        return list(csv.DictReader(io.StringIO(said)))

    def bytes_of_store(self):
        """Every byte that the workspace keeps, but for its key."""
        found = b''
        for folder, _, names in os.walk(self.workspace):
            for name in names:
                if name != 'outturn.key':
                    with open(os.path.join(folder, name), 'rb') as handle:
                        found += handle.read()
        return found


def workbook_of_1904(rows):
    """A workbook of one sheet that counts days from 1904, as Excel on a Mac did; dates are
    numbers in it."""
    def cell(value):
        if isinstance(value, datetime.date):
            return f'<c><v>{(value - datetime.date(1904, 1, 1)).days}</v></c>'
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    package = 'http://schemas.openxmlformats.org/package/2006/relationships'
    types = 'http://schemas.openxmlformats.org/package/2006/content-types'
    sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    xml = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
    data = ''.join(f'<row r="{at}">{"".join(map(cell, row))}</row>'
                   for at, row in enumerate(rows, 1))
    parts = {
        '[Content_Types].xml':
            f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml" ContentType="{xml}'
            '.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            f'"{xml}.worksheet+xml"/></Types>',
        '_rels/.rels':
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}'
            '/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml':
            f'<workbook xmlns="{sheet}" xmlns:r="{office}"><workbookPr date1904="1"/><sheets>'
            '<sheet name="List 1" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml':
            f'<worksheet xmlns="{sheet}"><sheetData>{data}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


class Taking(Records):
    def test_annex_a_of_a_workbook_that_counts_days_from_1904(self):
        born, contact = datetime.date(2012, 3, 1), datetime.date(2013, 12, 5)
        self.take(self.write('annex-a.xlsx', workbook_of_1904([
            ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age of Child (Years)',
             'Date of Contact', 'Contact Source'],
            ['A1', 'b) Female', 'WBRI', born, '1', contact, 'Police'],
        ])))
        store = sqlite3.connect(os.path.join(self.workspace, 'outturn.db'))
        self.addCleanup(store.close)
        epoch = datetime.date(1970, 1, 1)
        self.assertEqual(store.execute('SELECT received FROM record_contact').fetchall(),
                         [((contact - epoch).days,)])
        self.assertEqual(store.execute('SELECT born FROM record_person').fetchall(),
                         [((born - epoch).days,)])
        self.assertEqual(self.table('deliveries')[0]['as_at'], '2013-12-05')

    def test_a_day_that_has_not_been_yet_is_told(self):
        census = case('cin-census', 'cin-2022.xml')
        later = {'SOURCE_DATE_EPOCH': '1648800000'}  # 1 April 2022
        said = self.must(*self.at('import', census, '--dry-run')).stderr
        self.assertIn('the last day it speaks of, 2022-03-31, lies after the day on which', said)
        said = self.must(*self.at('import', census), env=later).stderr
        self.assertNotIn('lies after the day', said)

    def test_a_census_is_named_back_and_counted(self):
        said = self.take(case('cin-census', 'CIN_Census_2021.xml'))
        self.assertIn('CIN census XML of 2023', said)
        for line in ('Child: 1 new', 'Referral: 1 new', 'Child protection plan: 1 new',
                     'Section 47 enquiry: 1 new'):
            self.assertIn(line, said)

    def test_the_day_a_census_speaks_of_is_kept(self):
        self.take(case('cin-census', 'cin-2022.xml'))
        self.assertEqual(self.table('deliveries')[0]['as_at'], '2022-03-31')

    def test_a_referral_of_no_further_action_outlives_the_next_census(self):
        census = ('<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}'
                  '</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>'
                  '</Header><Children><Child><ChildIdentifiers><LAchildID>{child}</LAchildID>'
                  '<PersonBirthDate>2012-05-01</PersonBirthDate></ChildIdentifiers><CINdetails>'
                  '<CINreferralDate>{day}</CINreferralDate><ReferralSource>1A</ReferralSource>'
                  '<ReferralNFA>1</ReferralNFA></CINdetails></Child></Children></Message>')
        self.take(self.write('a.xml', census.format(year=2022, child='A1', day='2021-06-01')))
        said = self.take(self.write('b.xml', census.format(year=2023, child='B2',
                                                           day='2022-06-01')))
        self.assertIn('Referral: 1 new\n', said)
        self.assertIn('Child in need episode: 1 new\n', said)

    def test_the_same_file_twice_changes_nothing(self):
        self.take(case('cin-census', 'fake_CIN_data.xml'))
        before = self.table('findings')
        said = self.take(case('cin-census', 'fake_CIN_data.xml'))
        self.assertIn('the same file came before', said)
        self.assertEqual(self.table('findings'), before)
        self.assertEqual(len(self.table('deliveries')), 1)

    def test_a_dry_run_says_what_would_be_and_stores_nothing(self):
        said = self.take('--dry-run', case('cin-census', 'fake_CIN_data.xml'))
        self.assertIn('nothing is stored', said)
        self.assertIn('Child: 332 new', said)
        self.assertEqual(self.table('deliveries'), [])

    def test_a_return_of_several_years_is_a_delivery_a_year(self):
        self.take(case('ssda903-multiyear'))
        self.assertEqual(len(self.table('deliveries')), 5)

    def test_an_episode_of_one_year_is_the_same_episode_in_the_next(self):
        """Counted from the files alone, by child and start (DECOM): an episode of a year is new
        when no year before had it, else changed or as it was; gone is one that ran into
        the year and that the year's file no longer has."""
        said = self.take(case('ssda903-multiyear'))
        lines = [line.split(': ')[1] for line in said.splitlines()
                 if line.strip().startswith('Care episode')]
        self.assertEqual(lines, [
            '1460 new',
            '628 new, 346 changed, 90 no longer there',
            '453 new, 195 changed, 40 no longer there',
            '267 new, 135 changed, 26 no longer there',
            '169 new, 84 changed, 21 no longer there'])

    def test_no_identifier_stands_in_the_store_or_in_a_message(self):
        said = self.must(*self.at('import', case('cin-census', 'CIN_Census_2021.xml')))
        with open(case('cin-census', 'CIN_Census_2021.xml'), encoding='utf-8') as handle:
            text = handle.read()
        identifier = text.split('<LAchildID>')[1].split('<')[0]
        upn = text.split('<UPN>')[1].split('<')[0]
        for secret in (identifier, upn):
            self.assertNotIn(secret, said.stdout + said.stderr)
            self.assertNotIn(secret.encode(), self.bytes_of_store())

    def test_another_councils_file_is_refused_whole(self):
        other = self.path('merton')
        self.must('init', other, '--authority', 'Merton')
        path = self.write('hackney.xml', open(case('cin-census', 'cin-2022.xml'),
                                              encoding='utf-8').read())
        with open(path, encoding='utf-8') as handle:
            text = handle.read()
        number = text.split('<LEA>')[1].split('<')[0]
        with open(path, 'w', encoding='utf-8') as handle:
            handle.write(text.replace(f'<LEA>{number}</LEA>', '<LEA>204</LEA>'))
        said = self.refused(3, '-w', other, 'import', path)
        self.assertIn('Hackney', said)
        self.assertIn('nothing was stored', said)
        self.assertEqual(said.count('hackney.xml'), 1)

    def test_a_truncated_census_leaves_the_store_as_it_was(self):
        with open(case('cin-census', 'fake_CIN_data.xml'), 'rb') as handle:
            half = handle.read()[:100000]
        said = self.refused(3, *self.at('import', self.write('half.xml', half)))
        self.assertIn('half.xml', said)
        self.assertEqual(self.table('deliveries'), [])

    def test_a_table_cut_off_in_the_middle_of_a_row_leaves_the_store_as_it_was(self):
        header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n'
        episodes = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n'
        row = '{},01/06/2023,S,C2,N1,U1,PR1,,,\n'
        os.mkdir(self.path('whole'))
        os.mkdir(self.path('cut'))
        self.write('whole/header.csv', header + ''.join(
            f'{child},1,01/01/2015,WBRI,,,\n' for child in ('A100', 'A200')))
        self.write('whole/episodes.csv', episodes + row.format('A100') + row.format('A200'))
        self.take(self.path('whole'))
        before = self.table('deliveries')
        self.write('cut/header.csv', header + 'A100,1,01/01/2015,WBRI,,,\nA20')
        self.write('cut/episodes.csv', episodes + row.format('A100'))
        said = self.refused(3, *self.at('import', self.path('cut')))
        self.assertIn('header.csv: row 3: the file ends in the middle of a row (1 of 7 cells, '
                      'no line end): it seems cut off; have it delivered again', said)
        self.assertEqual(self.table('deliveries'), before)
        person = 'pers_person_id,pers_sex,pers_dob\nP1,F,2015-01-01\nP2'
        said = self.refused(3, *self.at('import', self.write('ssd_person.csv', person)))
        self.assertIn('ssd_person.csv: row 3: the file ends in the middle of a row', said)
        self.assertEqual(self.table('deliveries'), before)

    def test_a_check_stores_nothing_and_answers_no(self):
        result = self.run_program('check', case('cin-census', 'fake_CIN_data.xml'))
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('records of 332 children', result.stdout)


class Rules(Case):
    def test_the_rules_are_listed_with_their_numbers(self):
        rows = self.rows('findings', '--rules')
        self.assertGreaterEqual(len(rows), 60)
        self.assertEqual(len({row['rule'] for row in rows}), len(rows))
        plan = next(row for row in rows if row['rule'] == 'cin.8940')
        self.assertEqual((plan['severity'], plan['meaning']),
                         ('error', 'the plan overlaps an earlier one'))
        self.assertEqual([row for row in rows if not row['meaning']], [])
        self.assertLess({'cell.date', 'people.conflict', 'source.differs', 'ees.cell'},
                        {row['rule'] for row in rows})


class Findings(Records):
    def setUp(self):
        super().setUp()
        self.take(case('annex-a', 'Annex_A.xlsx'))

    def test_every_rule_that_found_something_says_what_it_means(self):
        self.take(case('cin-census', 'fake_CIN_data.xml'))
        rows = self.table('findings')
        self.assertTrue({'cell.date', 'cell.code_unknown', 'source.only_in'} &
                        {row['rule'] for row in rows}, rows)
        self.assertEqual([row['rule'] for row in rows if not row['meaning']], [])

    def test_findings_are_counted_by_rule_team_and_worker(self):
        rules = self.table('findings')
        total = sum(int(row['findings']) for row in rules)
        self.assertGreater(total, 0)
        for by in ('team', 'worker'):
            rows = self.table('findings', '--by', by)
            self.assertEqual(sum(int(row[word]) for row in rows
                                 for word in ('errors', 'warnings', 'notes')), total)

    def test_findings_are_counted_over_time(self):
        rows = self.table('findings', '--by', 'time')
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]['new'], rows[0]['open'])

    def test_a_worklist_for_each_team_names_children_by_identifier_alone(self):
        folder = self.path('lists')
        said = self.must(*self.at('findings', '--worklists', folder)).stdout
        names = os.listdir(folder)
        self.assertEqual(said.split()[0], str(len(names)))
        for name in names:
            self.assertEqual(os.stat(os.path.join(folder, name)).st_mode & 0o077, 0)
        with zipfile.ZipFile(os.path.join(folder, names[0])) as book:
            words = book.read('xl/sharedStrings.xml').decode()
        self.assertIn('What is doubtful', words)
        trail = self.must(*self.at('audit', 'show')).stdout
        self.assertIn('record.look', trail)

    def test_a_full_disk_is_told_with_what_to_do(self):
        children = ''.join(
            f'<Child><ChildIdentifiers><LAchildID>A{n}</LAchildID><PersonBirthDate>2012-05-01'
            f'</PersonBirthDate></ChildIdentifiers></Child>' for n in range(2000))
        path = self.write('a.xml', '<Message><Header><CollectionDetails><Collection>CIN'
                          '</Collection><Year>2022</Year><ReferenceDate>2022-03-31'
                          '</ReferenceDate></CollectionDetails></Header><Children>'
                          f'{children}</Children></Message>')
        message = self.refused(5, *self.at('import', path), file_limit=100 * 1024)
        self.assertIn('nothing was stored: make room where the workspace is, and run it again',
                      message)
        self.assertNotIn('store_', message)
        self.assertEqual(len(self.table('deliveries')), 1)

    def test_a_withdrawn_delivery_no_longer_speaks(self):
        self.refused(2, *self.at('deliveries', 'withdraw', '1'))
        said = self.must(*self.at('deliveries', 'withdraw', '1', '--reason', 'wrong extract'))
        self.assertIn('delivery 1 is withdrawn', said.stdout)
        self.assertIn('wrong extract', self.must(*self.at('audit', 'show')).stdout)

    def test_a_delivery_that_was_withdrawn_can_come_again(self):
        found = self.table('findings')
        withdraw = self.at('deliveries', 'withdraw', '1', '--reason', 'wrong extract')
        self.must(*withdraw)
        self.refused(7, *withdraw)
        self.assertEqual(self.table('deliveries')[0]['state'], 'withdrawn')
        self.assertEqual(self.table('findings'), [])
        self.assertIn('is taken again', self.take(case('annex-a', 'Annex_A.xlsx')))
        self.assertEqual(self.table('findings'), found)
        self.assertNotIn(' 0 rows', self.must(*self.at('audit', 'show')).stdout)
        self.assertEqual([row['state'] for row in self.table('deliveries')], [''])
        self.assertIn('the same file came before', self.take(case('annex-a', 'Annex_A.xlsx')))
        self.must(*withdraw)
        self.assertEqual(self.table('findings'), [])


class Children(Records):
    def setUp(self):
        super().setUp()
        self.take(case('ssda903', 'header.csv'), case('ssda903', 'episodes.csv'))
        with open(case('ssda903', 'header.csv'), encoding='utf-8-sig', newline='') as handle:
            self.child = next(csv.DictReader(handle))['CHILD']

    def names_in_worklists(self):
        folder = self.path('lists')
        shutil.rmtree(folder, ignore_errors=True)
        self.must(*self.at('findings', '--worklists', folder))
        found = set()
        for name in os.listdir(folder):
            with zipfile.ZipFile(os.path.join(folder, name)) as book:
                text = book.read('xl/sharedStrings.xml').decode()
            found |= {part.split('</t>')[0] for part in text.split('<t>')[1:]}
        return found

    def test_an_erased_child_is_nowhere_and_counts_stand(self):
        before = self.table('findings')
        said = self.must(*self.at('child', 'erase', self.child, '--reason', 'asked for',
                                  '--for-good'))
        self.assertIn('asked for', self.must(*self.at('audit', 'show')).stdout)
        self.assertNotIn(self.child, said.stdout + said.stderr)
        self.assertEqual(self.table('findings'), before)
        self.assertNotIn(self.child, self.names_in_worklists())
        self.assertIn('there is no child', self.refused(6, *self.at(
            'child', 'erase', self.child, '--reason', 'again', '--for-good')))

    def test_an_erased_child_leaves_the_stores_log_while_another_program_has_it_open(self):
        store = sqlite3.connect(os.path.join(self.workspace, 'outturn.db'))
        self.addCleanup(store.close)
        keys = {row[0] for row in store.execute('SELECT child_key FROM child')}
        self.must(*self.at('child', 'erase', self.child, '--reason', 'asked for', '--for-good'))
        gone = keys - {row[0] for row in store.execute('SELECT child_key FROM child')}
        self.assertEqual(len(gone), 1)
        self.assertNotIn(gone.pop().encode(), self.bytes_of_store())

    def test_a_child_is_found_however_its_identifier_is_written(self):
        self.take(self.write('header.csv', 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n'
                                           'Abc12 ,1,01/05/2012,WBRI,,,\n'),
                  self.write('episodes.csv', 'CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n'
                                             'Abc12 ,01/06/2023,S,C2,N1,U1,,\n'))
        self.must(*self.at('child', 'restrict', ' aBC12', '--reason', 'adopted'))
        self.must(*self.at('child', 'erase', 'ABC12', '--reason', 'asked for', '--for-good'))
        self.refused(6, *self.at('child', 'restrict', 'Abc12', '--reason', 'adopted'))

    def test_a_restricted_child_appears_in_no_list(self):
        children = self.names_in_worklists()
        shown = next(name for name in sorted(children) if name.isdigit())
        self.must(*self.at('child', 'restrict', shown, '--reason', 'adopted'))
        self.assertNotIn(shown, self.names_in_worklists())
        self.must(*self.at('child', 'restrict', shown, '--lift', '--reason', 'by mistake'))
        self.assertIn(shown, self.names_in_worklists())


class Worklists(Records):
    def test_a_worklist_can_be_filtered_printed_and_read_aloud(self):
        self.take(case('cin-census', 'fake_CIN_data.xml'))
        self.must(*self.at('findings', '--worklists', self.path('lists')))
        for name in os.listdir(self.path('lists')):
            with zipfile.ZipFile(os.path.join(self.path('lists'), name)) as book:
                sheet = book.read('xl/worksheets/sheet1.xml').decode()
                names = book.read('xl/workbook.xml').decode()
            for part in ('<autoFilter ref="A1:J', 'state="frozen"', 'orientation="landscape"',
                         'Page &amp;P of &amp;N'):
                self.assertIn(part, sheet)
            self.assertIn('_xlnm.Print_Titles', names)
            self.assertNotIn('mergeCell', sheet)
            # Every row has a height of its own: no program need guess it.
            self.assertNotRegex(sheet, r'<row (?![^>]*customHeight)')


class PartsOfAReturn(Records):
    """A table that is missing or was not recognised ends no record."""

    HEADER = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,1,01/05/2012,WBRI,,,\n'
    EPISODES = ('CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,'
                'HOME_POST,PL_POST,URN\nA1,01/06/2023,S,C2,N1,U1,PR1,,,,SM4 5DX,SM4 5DX,\n')
    REVIEWS = 'CHILD,DOB,REVIEW,REVIEW_CODE\nA1,01/05/2012,01/07/2023,PN1\n'

    def put(self, folder, **tables):
        os.makedirs(self.path(folder), exist_ok=True)
        for name, text in tables.items():
            self.write(f'{folder}/{name}.csv', text)
        return self.path(folder)

    def findings_of(self, delivery):
        return {row['rule']: row for row in self.table('deliveries', delivery)}

    def open_rows(self, table):
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as db:
            return db.execute(f'SELECT count(*) FROM {table} WHERE known_to IS NULL').fetchone()[0]

    def test_a_year_without_its_episodes_is_refused_whole(self):
        self.take(self.put('first', header=self.HEADER, episodes=self.EPISODES,
                           reviews=self.REVIEWS))
        later = self.put('second', header=self.HEADER.replace('01/05', '02/05'),
                         reviews=self.REVIEWS.replace('PN1', 'PN2'),
                         placements='Child,From,Why\nA1,01/06/2023,S\n')
        result = self.run_program(*self.at('import', later))
        self.assertEqual(result.returncode, 3)
        self.assertIn('missing: episodes; not recognised beside it: \'placements.csv\'',
                      result.stderr)
        self.assertEqual(len(self.table('deliveries')), 1)
        self.assertEqual((self.open_rows('record_care'), self.open_rows('record_care_review')),
                         (1, 1))

    def test_one_table_of_a_year_can_be_checked_and_not_taken(self):
        path = self.write('episodes.csv', self.EPISODES)
        self.assertIn('missing: header', self.refused(3, *self.at('import', path)))
        self.assertIn('missing: header', self.run_program('check', path).stdout)

    def test_what_was_not_recognised_is_named_and_ends_nothing(self):
        self.take(self.put('first', header=self.HEADER, episodes=self.EPISODES,
                           reviews=self.REVIEWS))
        later = self.put('second', header=self.HEADER, episodes=self.EPISODES,
                         views='Child,Seen,How\nA1,01/07/2023,PN1\n')
        said = self.take(later)
        self.assertIn("not recognised, and left out: 'views.csv'", said)
        self.assertIn('left_out', ' '.join(self.findings_of('2')))
        self.assertEqual(self.open_rows('record_care_review'), 1)

    def test_a_list_under_foreign_headings_is_named(self):
        folder = self.put('lists', one='Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child '
                          '(Years),Date of Contact,Contact Source\n'
                          'A1,a) Female,a) WBRI,01/05/2012,11,01/02/2024,b) 1B: Relative/Carer\n',
                          two='Who,When,What\nA1,01/02/2024,visit\n')
        said = self.take('--as-at', '2024-03-31', folder)
        self.assertIn("left out: 'two.csv'", said)
        self.assertIn('left_out', ' '.join(self.findings_of('1')))


class BadCells(Records):
    """One cell that cannot be read is one finding: no rule says that it is missing."""

    def rules(self):
        return {row['rule']: int(row['findings']) for row in self.table('findings')}

    def test_of_a_census(self):
        self.take(self.write('cin.xml', census_of_2024(
            '<PersonBirthDate>31/02/2012</PersonBirthDate><GenderCurrent>1</GenderCurrent>')))
        rules = self.rules()
        self.assertEqual(rules['cell.date'], 1)
        self.assertNotIn('cin.8525Q', rules)
        self.assertNotIn('cin.8750', rules)

    def test_of_a_census_that_says_nothing(self):
        self.take(self.write('cin.xml', census_of_2024('<GenderCurrent>1</GenderCurrent>')))
        rules = self.rules()
        self.assertEqual((rules['cin.8525Q'], rules['cin.8750']), (1, 1))

    def take_episodes(self, ended):
        self.write('header.csv', 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n'
                                 'A1,1,01/05/2012,WBRI,,,\n')
        self.write('episodes.csv',
                   'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,'
                   'HOME_POST,PL_POST,URN\n'
                   'A1,01/06/2023,S,C2,N1,U1,PR1,' + ended + ',X1,CHILD,SM4 5DX,SM4 5DX,\n'
                   'A1,01/08/2023,P,C2,N1,U1,PR1,,,,SM4 5DX,SM4 5DX,\n')
        self.take(self.path('header.csv'), self.path('episodes.csv'))
        return self.rules()

    def test_of_a_looked_after_return(self):
        rules = self.take_episodes('31/06/2023')
        self.assertEqual(rules['cell.date'], 1)
        self.assertFalse({'903.148', '903.388', '903.142', '903.433'} & set(rules), rules)

    def test_of_a_looked_after_return_that_says_nothing(self):
        rules = self.take_episodes('')
        self.assertEqual((rules['903.148'], rules['903.388'], rules['903.142']), (1, 1, 1))

    def test_of_annex_a(self):
        contact = ('Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),'
                   'Date of Contact,Contact Source\nA1,a) Female,a) WBRI,01/05/2012,11,{},'
                   'b) 1B: Relative/Carer\n')
        self.take('--as-at', '2024-03-31', self.write('list 1.csv', contact.format('31/02/2024')))
        rules = self.rules()
        self.assertEqual(rules['cell.date'], 1)
        self.assertNotIn('contact.date', rules)
        self.take('--as-at', '2024-04-30', self.write('list 1b.csv', contact.format('')))
        self.assertEqual(self.rules()['contact.date'], 1)


def census_of_2024(identifiers):
    return ('<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>'
            '<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails></Header><Children>'
            '<Child><ChildIdentifiers><LAchildID>A1</LAchildID>' + identifiers +
            '</ChildIdentifiers><CINdetails><CINreferralDate>2023-06-01</CINreferralDate>'
            '<ReferralSource>1A</ReferralSource><ReferralNFA>0</ReferralNFA></CINdetails></Child>'
            '</Children></Message>')
