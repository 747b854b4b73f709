"""The front door: what files are, what belongs together, a folder that is watched."""
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
import zipfile

import harness
from harness import Case, scorecard

FIGURES = 'indicator_ref,indicator_title,period,unit,polarity,current_value\n'
NEIGHBOURS = ('old_la_code,la_name,rank,neighbour_old_la_code,closeness\n'
              '301,Barking and Dagenham,1,308,close\n')


def record(*names):
    """A sample delivery, copied into the project."""
    return os.path.join(harness.ROOT, 'tests', 'cases', 'records', *names)


class Workspace(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Merton')
        os.mkdir(self.path('drop'))

    def at(self, *words):
        return ('-w', self.workspace, *words)

    def drop(self, name, content):
        return self.write(os.path.join('drop', name), content)

    def deliveries(self):
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as db:
            return [row[0] for row in db.execute('SELECT file FROM delivery ORDER BY id')]


class Import(Workspace):
    def test_a_folder_is_taken_and_the_rest_is_named(self):
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,49\n')
        self.drop('b.csv', 'PersonId,Referred On\n1,2020-01-01\n')
        result = self.must(*self.at('import', self.path('drop')))
        self.assertIn("a.csv: scorecard CSV, UTF-8, separator ','", result.stdout)
        self.assertRegex(result.stderr, r'left out: b\.csv: table of unknown columns.*outturn map')
        self.assertEqual(self.deliveries(), ['a.csv'])

    def test_a_table_that_was_named_and_is_unknown_is_refused(self):
        path = self.write('b.csv', 'PersonId,Referred On\n1,2020-01-01\n')
        self.assertIn('outturn map', self.refused(3, *self.at('import', path)))
        self.assertIn('outturn map', self.refused(3, 'check', path))

    def test_a_file_that_cannot_be_read_stops_no_other(self):
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,"49\n')
        self.drop('b.csv', FIGURES + '1,One,2024-25-Q3,%,high,49\n')
        result = self.run_program(*self.at('import', self.path('drop')))
        self.assertEqual(result.returncode, 3)
        self.assertRegex(result.stderr, r'a\.csv: row 2')
        self.assertIn('1 of 2 could not be imported', result.stderr)
        self.assertEqual(self.deliveries(), ['b.csv'])

    def test_tables_that_nothing_tells_apart_are_refused_with_one_reason(self):
        result = self.run_program(*self.at('import', record('ssda903')))
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(result.stderr.count('put each return into a folder of its own'), 1)

    def test_published_figures_are_taken_once(self):
        path = self.write('neighbours 2025.csv', NEIGHBOURS)
        said = self.must(*self.at('import', path)).stdout
        self.assertIn('statistical neighbours, one to a row', said)
        said = self.must(*self.at('import', path)).stdout
        self.assertIn('nothing was changed', said)
        self.assertEqual(len(self.deliveries()), 1)

    def test_a_dry_run_and_a_check_of_published_figures_store_nothing(self):
        path = self.write('neighbours 2025.csv', NEIGHBOURS)
        self.assertIn('would be', self.must(*self.at('import', '-n', path)).stdout)
        self.must(*self.at('check', path))
        self.assertEqual(self.deliveries(), [])

    def test_a_check_of_published_figures_asks_for_a_workspace(self):
        path = self.write('neighbours 2025.csv', NEIGHBOURS)
        self.assertIn('checked against what is stored', self.refused(6, 'check', path))

    def test_a_second_import_waits_for_the_first(self):
        path = self.write('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,49\n')
        with open(os.path.join(self.workspace, 'outturn.conf')) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            process = subprocess.Popen([harness.PROGRAM, *self.at('import', path)],
                                       env=self.environment(None), stderr=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, text=True)
            self.addCleanup(process.stderr.close)
            self.assertIn('waiting for it to end', process.stderr.readline())
            self.assertEqual(self.deliveries(), [])
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.deliveries(), ['a.csv'])

    def test_wrong_usage_is_told(self):
        path = self.write('a.csv', FIGURES)
        for words in (('--once', path), ('--settle', '1', path), ('--watch', path, path),
                      ('--watch', '--settle', 'soon', path), ('--published', 'May', path),
                      ('--watch', '-n', self.path('drop'))):
            self.assertEqual(self.run_program(*self.at('import', *words)).returncode, 2, words)


class BadInput(Workspace):
    """Whatever comes, the store is as it was."""

    def setUp(self):
        super().setUp()
        self.before = self.dump()

    def dump(self):
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as db:
            return list(db.iterdump())

    def tearDown(self):
        self.assertEqual(self.dump(), self.before)
        super().tearDown()

    def test_two_gigabytes_of_one_line(self):
        path = self.path('huge.csv')
        with open(path, 'wb') as handle:
            handle.write(FIGURES.encode() + b'x' * (9 << 20))
            handle.truncate(2 << 30)
        start = time.monotonic()
        message = self.refused(4, *self.at('import', path))
        self.assertLess(time.monotonic() - start, 30)
        self.assertIn('huge.csv', message)
        path = self.write('unending.csv', 'x' * 200000)
        self.assertIn('its first row is longer', self.refused(4, *self.at('import', path)))

    def test_a_workbook_of_a_million_empty_rows(self):
        path = self.path('empty.xlsx')
        with zipfile.ZipFile(record('annex-a-sen', 'fake_sen.xlsx')) as source, \
                zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
            for name in source.namelist():
                content = source.read(name)
                if name.startswith('xl/worksheets/sheet'):
                    content = (b'<worksheet><sheetData>' + b'<row/>' * 1000000 +
                               b'</sheetData></worksheet>')
                book.writestr(name, content)
        self.assertIn('holds no table', self.refused(3, *self.at('import', path)))

    def test_a_workbook_that_was_cut_off_or_unpacks_without_end(self):
        with open(record('annex-a', 'Annex_A.xlsx'), 'rb') as handle:
            whole = handle.read()
        cut = self.write('cut.xlsx', whole[:len(whole) // 2])
        self.assertIn('cut off', self.refused(3, *self.at('import', cut)))
        bomb = self.path('bomb.xlsx')
        with zipfile.ZipFile(record('annex-a', 'Annex_A.xlsx')) as source, \
                zipfile.ZipFile(bomb, 'w', zipfile.ZIP_DEFLATED) as book:
            for name in source.namelist():
                content = source.read(name)
                book.writestr(name, b' ' * (64 << 20) if 'sharedStrings' in name else content)
        self.assertIn('unpacks to more', self.refused(4, *self.at('import', bomb)))

    def test_entities_are_not_expanded(self):
        path = self.write('bomb.xml', "<!DOCTYPE a [<!ENTITY b 'cccccccccc'>"
                          "<!ENTITY d '&b;&b;&b;'>]><Message><Header>&d;</Header></Message>")
        self.assertIn('document type', self.refused(3, *self.at('import', path)))

    def test_other_kinds_of_file(self):
        for name, content, word in (('a.xml', '<rss/>', "'rss'"), ('a.pdf', '%PDF-1.7', 'PDF'),
                                    ('a.json', '{"a": 1}', 'JSON'), ('a.csv', '', 'empty'),
                                    ('letter.txt', 'Dear colleague\n', 'holds no table'),
                                    ('a.html', '<html><body/></html>', 'web page')):
            message = self.refused(3, *self.at('import', self.write(name, content)))
            self.assertIn(word, message)
            self.assertIn(name, message)
        self.refused(6, *self.at('import', self.path('nothing')))
        self.assertIn('holds no file', self.refused(6, *self.at('import', self.path('drop'))))


class Watch(Workspace):
    def watch(self, *words):
        process = subprocess.Popen([harness.PROGRAM, *self.at('import', '--watch', *words),
                                    self.path('drop')], env=self.environment(None),
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def until(self, condition):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.1)

    def test_what_is_dropped_is_taken_once_it_is_complete(self):
        process = self.watch('--settle', '2')
        with open(self.path('drop', 'a.csv'), 'w', encoding='utf-8') as handle:
            for row in FIGURES, '1,One,2024-25-Q3,%,high,49\n', '2,Two,2024-25-Q3,%,high,50\n':
                handle.write(row)
                handle.flush()
                time.sleep(1)
        self.until(lambda: self.deliveries() == ['a.csv'])
        shutil.copy(scorecard('bracknell-forest-2024-25-q3.csv'), self.path('drop'))
        self.until(lambda: len(self.deliveries()) == 2)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, said)
        self.assertIn('2 figures new', said)
        self.assertTrue(os.path.exists(self.path('drop', 'a.csv')))

    def once(self, code):
        result = self.run_program(*self.at('import', '--watch', '--once', '--settle', '0',
                                           self.path('drop')))
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def test_once_takes_what_is_there_and_ends(self):
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,49\n')
        self.once(0)
        self.assertEqual(self.deliveries(), ['a.csv'])
        again = self.once(0)
        self.assertEqual((again.stdout, again.stderr), ('', ''))

    def test_a_failure_is_told_once_and_again_when_the_file_has_changed(self):
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,"49\n')
        self.assertIn('a.csv: row 2', self.once(3).stderr)
        self.assertEqual(self.once(0).stderr, '')
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,"48\n')
        self.assertIn('a.csv: row 2', self.once(3).stderr)
        self.drop('a.csv', FIGURES + '1,One,2024-25-Q3,%,high,48\n')
        self.once(0)
        self.assertEqual(self.deliveries(), ['a.csv'])

    def test_a_folder_that_is_not_there_is_refused(self):
        self.refused(6, *self.at('import', '--watch', self.path('nothing')))


if __name__ == '__main__':
    unittest.main()
