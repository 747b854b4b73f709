"""Definitions of indicators, as an analyst writes them."""
import unittest

from harness import Case


class Definitions(Case):
    def define(self, text, code=0):
        path = self.write('local.ind', text)
        done = self.run_program('define', 'test', path)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_the_shipped_definitions_hold_and_their_examples_too(self):
        done = self.must('define', 'test')
        self.assertRegex(done.stdout, r'^\d+ definitions, \d+ examples, 0 complaints\n$')
        self.assertEqual(done.stderr, '')

    def test_every_mistake_is_said_with_its_place_and_a_suggestion(self):
        done = self.define('indicator LOCAL\n'
                           '  title "Local"\n'
                           '  unit  percent\n'
                           '  of    referral when recieved\n'
                           'indicator LOCAL-2\n'
                           '  title "Local"\n'
                           '  unit  count\n'
                           '  of    referral when received, source = XX\n', code=1)
        self.assertIn("local.ind:4:23: 'recieved' means nothing here", done.stderr)
        self.assertIn("did you mean 'received'?", done.stderr)
        self.assertIn('local.ind:8:', done.stderr)

    def test_an_example_that_gives_something_else_fails(self):
        done = self.define('indicator LOCAL\n'
                           '  title "Local"\n'
                           '  unit  count\n'
                           '  of    referral when received\n'
                           '  example "two"\n'
                           '    referral received 2024-03-01\n'
                           '    gives 2 in 2024-M03\n', code=1)
        self.assertIn("the example 'two' gives 1, but 2 was expected", done.stderr)

    def test_a_local_definition_takes_the_place_of_a_shipped_one(self):
        done = self.define('indicator REREFERRALS\n'
                           '  title "Ours"\n'
                           '  unit  count\n'
                           '  of    referral when received\n'
                           '  example "one"\n'
                           '    referral received 2024-03-01\n'
                           '    gives 1 in 2024-M03\n')
        self.assertEqual(done.stdout, '1 definitions, 1 examples, 0 complaints\n')

    def test_a_definition_is_written_in_the_usual_form_and_stays_the_same(self):
        path = self.write('local.ind', 'indicator LOCAL\ntitle "Local"\nunit count\n'
                          'of referral   when received , source = 1A\n')
        once = self.must('define', 'fmt', path).stdout
        self.assertIn('  of      referral when received, source = 1A\n', once)
        again = self.must('define', 'fmt', self.write('again.ind', once)).stdout
        self.assertEqual(again, once)

    def test_checking_alone_runs_no_example(self):
        path = self.write('local.ind', 'indicator LOCAL\n  title "Local"\n  unit count\n'
                          '  of referral when received\n  example "two"\n'
                          '    referral received 2024-03-01\n    gives 2 in 2024-M03\n')
        self.assertEqual(self.must('define', 'check', path).stdout,
                         '1 definitions, 0 complaints\n')

    def test_a_shipped_definition_is_printed_as_sql_by_its_name(self):
        printed = self.must('define', 'sql', 'REREFERRALS').stdout
        self.assertTrue(printed.startswith('-- REREFERRALS: '), printed[:80])
        self.assertIn('-- dimension 1: team\n', printed)
        self.assertIn('FROM counted_referral AS i', printed)
        self.assertEqual(printed.count(';'), 1)

    def test_every_definition_of_a_file_is_printed_as_sql(self):
        path = self.write('local.ind', 'indicator LOCAL-A\n  title "A"\n  unit count\n'
                          '  of referral when received\n'
                          'indicator LOCAL-B\n  title "B"\n  unit count\n'
                          '  of care when started\n')
        printed = self.must('define', 'sql', path).stdout
        self.assertIn('-- LOCAL-A: A\n', printed)
        self.assertIn('-- LOCAL-B: B\n', printed)

    def test_what_is_not_sound_is_not_printed_as_sql(self):
        path = self.write('local.ind', 'indicator LOCAL\n  title "Local"\n  unit count\n'
                          '  of referral when recieved\n')
        done = self.run_program('define', 'sql', path)
        self.assertGreaterEqual(done.returncode, 3)
        self.assertIn('LOCAL is not sound', done.stderr)

    def test_the_functions_that_the_statements_ask_for_are_printed(self):
        printed = self.must('define', 'sql', '--functions').stdout
        self.assertIn('FUNCTION lang_working_days(', printed)
        self.assertIn('INSERT INTO lang_day', printed)


if __name__ == '__main__':
    unittest.main()
