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


if __name__ == '__main__':
    unittest.main()
