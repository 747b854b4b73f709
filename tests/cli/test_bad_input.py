"""Bad input: a message with file, row, column and what was expected; good rows are
still judged; nothing is written half."""
import os
import signal
import subprocess
import time
import unittest
import zipfile

from harness import Case, example

HEADER = 'indicator_ref,indicator_title,unit,polarity,target,current_value,numerator,denominator\n'
GOOD = 'NI59,Initial assessments in time,%,high,67,70,,\n'


class Cells(Case):
    def judged(self, text, name='figures.csv'):
        """Rows and messages of a file that is not refused."""
        path = self.write(name, text)
        result = self.must('scorecard', path, '--format', 'csv')
        import csv
        return list(csv.DictReader(result.stdout.splitlines())), result.stderr

    def found(self, row, column=None, *, column_name='target', messages=''):
        self.assertRegex(messages, rf"figures\.csv: row {row}, column '{column_name}'")

    def test_text_in_a_number_cell(self):
        rows, messages = self.judged(HEADER + 'A,First,%,high,67,many,,\n' + GOOD)
        self.assertRegex(messages, r"figures\.csv: row 2, column 'current_value'.*'many'")
        self.assertEqual((rows[0]['status'], rows[0]['state']), ('', 'not understood'))
        self.assertEqual(rows[1]['status'], 'green')

    def test_a_target_that_cannot_be_read(self):
        rows, messages = self.judged(HEADER + 'A,First,%,high,as agreed,70,,\n' + GOOD)
        self.assertRegex(messages, r"row 2, column 'target'.*'as agreed'.*expected")
        self.assertEqual(rows[0]['status'], '')
        self.assertEqual(rows[1]['status'], 'green')

    def test_a_numerator_above_its_denominator(self):
        _, messages = self.judged(HEADER + 'A,First,%,high,67,,28,27\n')
        self.assertRegex(messages, r'28.*27')

    def test_an_impossible_percentage(self):
        _, messages = self.judged(HEADER + 'A,First,%,high,67,170,,\n')
        self.assertIn('170', messages)

    def test_a_target_of_a_thousand_million(self):
        rows, messages = self.judged(HEADER + 'A,First,number,high,1000000000,70,,\n')
        self.assertEqual(rows[0]['status'], 'red')
        self.assertRegex(messages, r'1,?000,?000,?000')
        rows, messages = self.judged(HEADER + 'A,First,number,high,10000000000000,70,,\n')
        self.assertEqual(rows[0]['status'], '')
        self.assertIn("column 'target'", messages)

    def test_duplicate_indicators_name_both_rows(self):
        rows, messages = self.judged(HEADER.replace('unit,', 'period,unit,') +
                                     'A,First,2013-14-Q3,%,high,67,70,,\n' * 2)
        self.assertEqual(len(rows), 2)
        self.assertRegex(messages, r'row 3')
        self.assertRegex(messages, r'row 2|2 and 3')

    def test_programs_can_read_the_findings(self):
        path = self.write('figures.csv', HEADER + 'A,First,%,high,67,many,,\n' + GOOD)
        result = self.run_program('check', path, '--format', 'json')
        self.assertEqual(result.returncode, 1)
        import json
        self.assertIn('many', json.dumps(json.loads(result.stdout)))

    def test_unknown_columns_are_kept_and_named(self):
        path = self.write('figures.csv', HEADER.replace('unit,', 'colour,unit,') +
                          'A,First,blue,%,high,67,70,,\n')
        self.assertIn('colour', self.must('check', path).stdout)

    def test_byte_order_mark_and_semicolons(self):
        text = '\ufeff' + HEADER.replace(',', ';') + 'A;First;%;high;67;70;;\n'
        rows, _ = self.judged(text)
        self.assertEqual(rows[0]['status'], 'green')

    def test_utf_16_and_windows_1252(self):
        text = HEADER + 'A,Caf\u00e9 \u00a35,%,high,67,70,,\n'
        for encoding in ('utf-16', 'cp1252'):
            rows, _ = self.judged(text.encode(encoding))
            self.assertEqual(rows[0]['indicator_title'], 'Caf\u00e9 \u00a35')

    def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(self):
        text = HEADER + '=1+1,"=HYPERLINK(""http://x"")",%,high,67,70,,\n'
        path = self.write('figures.csv', text)
        out = self.path('out')
        self.must('digest', path, '-o', out, '--only', 'csv,xlsx', '-q')
        with open(os.path.join(out, 'digest.csv'), encoding='utf-8') as handle:
            written = handle.read()
        self.assertNotIn('\n=1+1', written)
        self.assertNotIn(',=HYPERLINK', written)
        self.assertNotIn(',"=HYPERLINK', written)
        with zipfile.ZipFile(os.path.join(out, 'digest.xlsx')) as book:
            for name in book.namelist():
                if name.startswith('xl/worksheets/'):
                    self.assertNotIn(b'<f>', book.read(name))


class Files(Case):
    def test_missing_columns_say_what_was_expected(self):
        path = self.write('figures.csv', 'colour,shape\nblue,round\n')
        message = self.refused(3, 'scorecard', path)
        self.assertIn('figures.csv', message)
        self.assertIn('indicator_title', message)

    def test_other_kinds_of_file_are_named(self):
        for name, content in (('a.pdf', b'%PDF-1.7\n'), ('empty.csv', b''),
                              ('a.zip', b'PK\x03\x04' + b'\0' * 40),
                              ('nul.csv', b'indicator_title,current_value\nA,\0\n')):
            message = self.refused(3, 'scorecard', self.write(name, content))
            self.assertIn(name, message)
        self.refused(6, 'scorecard', self.path('nothing.csv'))
        self.assertIn('folder', self.run_program('scorecard', self.scratch).stderr)

    def test_a_header_alone_is_refused(self):
        message = self.refused(3, 'scorecard', self.write('header.csv', HEADER))
        self.assertRegex(message, r'header\.csv: no rows stand below the header')

    def test_a_file_cut_in_the_middle_of_a_quote_is_refused(self):
        path = self.write('cut.csv', HEADER + GOOD + 'B,"Second indic')
        message = self.refused(3, 'scorecard', path)
        self.assertRegex(message, r'cut\.csv.*(row|line) 3')

    def test_a_file_of_a_gigabyte_is_refused_at_once(self):
        path = self.path('huge.csv')
        with open(path, 'wb') as handle:
            handle.write(HEADER.encode())
            handle.truncate(1 << 30)
        start = time.monotonic()
        message = self.refused(4, 'scorecard', path)
        self.assertLess(time.monotonic() - start, 20)
        self.assertRegex(message, r'huge\.csv.*64 MB')

    def test_a_workbook_that_expands_without_end_is_refused(self):
        path = self.path('bomb.xlsx')
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
            book.writestr('[Content_Types].xml', '<Types/>')
            book.writestr('xl/workbook.xml', b' ' * (1 << 28))
        result = self.run_program('scorecard', path)
        self.assertIn(result.returncode, (3, 4))
        self.assertIn('bomb.xlsx', result.stderr)

    def test_a_rule_that_cannot_be_read_is_wrong_usage(self):
        path = self.write('figures.csv', HEADER + GOOD)
        message = self.refused(2, 'scorecard', path, '--rule', 'green if lucky')
        self.assertIn('lucky', message)


class Outputs(Case):
    def test_a_directory_that_cannot_be_written_is_named(self):
        blocker = self.write('file', 'x')
        message = self.refused(5, 'digest', example('dudley-2011-12-q2.csv'), '-o',
                               os.path.join(blocker, 'out'), '--only', 'html')
        self.assertIn('out', message)

    def test_a_disk_that_fills_leaves_what_was_there(self):
        out = self.path('out')
        words = ('digest', example('dudley-2011-12-q2.csv'), '-o', out, '-q', '--only',
                 'html,csv,json,xlsx')
        self.must(*words)
        before = {name: open(os.path.join(out, name), 'rb').read() for name in os.listdir(out)}
        for limit in (0, 100, 5000, 20000):
            result = self.run_program(*words, file_limit=limit)
            self.assertNotEqual(result.returncode, 0)
            self.assertTrue(result.stderr)
            after = {n: open(os.path.join(out, n), 'rb').read() for n in os.listdir(out)}
            self.assertEqual(after, before, f'limit {limit}')

    def test_a_full_standard_output_is_a_failure(self):
        with open('/dev/full', 'w') as full:
            result = self.run_program('scorecard', example('dudley-2011-12-q2.csv'), stdout=full)
        self.assertEqual(result.returncode, 5)

    def test_a_closed_pipe_does_not_hang_or_crash(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = self.run_program('scorecard', example('haringey-2015-11.csv'), '--format',
                                  'json', stdout=writer)
        os.close(writer)
        self.assertNotIn('Sanitizer', result.stderr)

    def test_without_libreoffice_the_others_are_written(self):
        out = self.path('out')
        message = self.refused(11, 'digest', example('dudley-2011-12-q2.csv'), '-o', out,
                               env={'OUTTURN_SOFFICE': self.path('absent')})
        self.assertIn('libreoffice', message.lower())
        self.assertEqual(sorted(os.listdir(out)), ['digest.csv', 'digest.html', 'digest.json',
                                                   'digest.xlsx'])

    def test_a_libreoffice_that_dies_is_reported(self):
        fake = self.write('soffice', '#!/bin/sh\nkill -9 $$\n')
        os.chmod(fake, 0o755)
        out = self.path('out')
        self.refused(11, 'digest', example('dudley-2011-12-q2.csv'), '-o', out,
                     env={'OUTTURN_SOFFICE': fake})
        self.assertIn('digest.html', os.listdir(out))

    def test_a_pdf_of_an_earlier_run_is_not_taken_for_this_one(self):
        out = self.path('out')
        os.mkdir(out)
        with open(os.path.join(out, 'digest.pdf'), 'w') as handle:
            handle.write('old')
        message = self.refused(11, 'digest', example('dudley-2011-12-q2.csv'), '-o', out,
                               env={'OUTTURN_SOFFICE': self.path('absent')})
        self.assertIn('of an earlier run', message)

    def test_a_run_that_is_stopped_leaves_nothing_half(self):
        started = self.path('started')
        fake = self.write('soffice', f'#!/bin/sh\ntouch {started}\nexec sleep 60\n')
        os.chmod(fake, 0o755)
        out = self.path('out')
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start('digest', example('dudley-2011-12-q2.csv'), '-o', out,
                                 env={'OUTTURN_SOFFICE': fake})
            deadline = time.monotonic() + 60
            while not os.path.exists(started) and time.monotonic() < deadline:
                time.sleep(0.05)
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=60), -number)
            self.assertFalse(os.path.exists(out))
            os.unlink(started)

    def test_wrong_usage_exits_with_two(self):
        for words in ((), ('nonsense',), ('digest', '--nonsense'), ('check',),
                      ('scorecard', 'a', 'b'), ('scorecard', '--format', 'xml'),
                      ('scorecard', example('dudley-2011-12-q2.csv'), '--period', 'soon')):
            self.assertEqual(self.run_program(*words).returncode, 2, words)

    def test_help_works_everywhere(self):
        for words in (('--help',), ('help',), ('help', 'digest'), ('digest', '--help'),
                      ('framework', 'export', '--help'), ('--version',)):
            self.assertTrue(self.must(*words).stdout)

    def test_completion_is_valid_bash_and_the_manual_is_a_page(self):
        script = self.write('completion', self.must('completion').stdout)
        subprocess.run(['bash', '-n', script], check=True)
        answer = subprocess.run(
            ['bash', '-c', f'source {script}; COMP_WORDS=(outturn framework ex); COMP_CWORD=2; '
             '_outturn; echo "${COMPREPLY[@]}"'], capture_output=True, text=True, check=True)
        self.assertEqual(answer.stdout.strip(), 'export')
        self.assertTrue(self.must('manual').stdout.startswith('.TH OUTTURN 1'))


class WhatXmlHolds(Case):
    def test_no_message_about_broken_xml_repeats_what_the_file_holds(self):
        census = ('<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024'
                  '</Year></CollectionDetails></Header><Children><Child><ChildIdentifiers>'
                  '<LAchildID>{}</LAchildID></ChildIdentifiers></Child></Children></Message>')
        for broken in ('AB&Smith1000032;', 'AB<Smith1000032', 'Smith1000032</Smith1000032>',
                       '<Smith1000032 a=1/>', '<Smith1000032 a="1" a="2"/>'):
            path = self.write('broken.xml', census.format(broken))
            self.assertNotIn('Smith1000032', self.refused(3, 'check', path))

    def test_a_file_that_is_cut_off_is_called_so(self):
        path = self.write('cut.xml', '<Message><Header><CollectionDetails><Collection>CIN'
                                     '</Collection><Year>2024</Year></CollectionDetails>'
                                     '</Header><Children><Child>')
        self.assertIn('it seems cut off', self.refused(3, 'check', path))


if __name__ == '__main__':
    unittest.main()
