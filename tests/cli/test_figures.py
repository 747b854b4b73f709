"""The form in which figures are reported, and who has not reported yet."""
import csv
import io

from harness import Case

FRAMEWORK = '''framework "Fairshire"

indicator NI59 "Initial assessments in 10 working days"
  unit %
  good is high
  owner "Jo Hale"
  reported quarterly
  due 19 days after the period

indicator PAF1 "Looked-after reviews in time"
  unit %
  good is high
  owner "Sam Reed"
  reported quarterly
  due 19 days after the period

indicator A1 "Days to adoption"
  unit days
  good is low
  owner "Sam Reed"
  reported annual

scorecard "Quarterly"
  section "Safe"
    indicator NI59
    indicator PAF1
    indicator A1
'''


class Figures(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Fairshire')
        self.must(*self.at('framework', 'import', self.write('f.txt', FRAMEWORK)))

    def at(self, *words):
        return ('-w', self.workspace, *words)

    def form(self, *words):
        said = self.must(*self.at('figures', 'template', '--period', '2013-14-Q3', *words)).stdout
        return list(csv.DictReader(io.StringIO(said)))

    def missing(self):
        said = self.must(*self.at('figures', 'missing', '--period', '2013-14-Q3', '--format',
                                  'csv')).stdout
        return {row['indicator_ref']: row for row in csv.DictReader(io.StringIO(said))}

    def give_back(self, rows, name='back.csv'):
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
        return self.must(*self.at('import', self.write(name, text.getvalue())))

    def test_the_form_asks_for_what_is_due_with_the_period(self):
        rows = self.form()
        self.assertEqual([row['indicator_ref'] for row in rows], ['NI59', 'PAF1'])
        self.assertEqual(rows[0]['figure_due'], '2014-01-19')
        self.assertEqual(rows[0]['owner'], 'Jo Hale')
        self.assertEqual(rows[0]['current_value'], '')

    def test_the_form_of_one_owner_has_no_other(self):
        self.assertEqual([row['indicator_ref'] for row in self.form('--owner', 'sam reed')],
                         ['PAF1'])

    def test_a_form_that_comes_back_is_read_and_its_blank_rows_are_not(self):
        rows = self.form()
        rows[0]['numerator'], rows[0]['denominator'] = '16', '27'
        said = self.give_back(rows)
        self.assertIn('1 figures new', said.stdout)
        missing = self.missing()
        self.assertEqual(set(missing), {'PAF1'})
        self.assertEqual(missing['PAF1']['state'], 'late')
        self.assertEqual(missing['PAF1']['days_late'], '1')

    def test_a_figure_that_cannot_be_reported_says_why_and_until_when(self):
        rows = self.form()
        rows[1].update(cannot_report_reason='the new case system is being tested',
                       cannot_report_since='2013-11-01', expected_back='01/03/2014')
        self.give_back(rows)
        row = self.missing()['PAF1']
        self.assertEqual((row['state'], row['days_late'], row['reason'], row['since'],
                          row['expected_back']),
                         ('cannot be reported', '', 'the new case system is being tested',
                          '2013-11-01', '2014-03-01'))
        line = next(r for r in self.rows(*self.at('scorecard', '--period', '2013-14-Q3'))
                    if r['indicator_ref'] == 'PAF1')
        self.assertEqual(line['state'], 'not collectable')
        self.assertIn('since 1 November 2013: the new case system is being tested; expected '
                      'back on 1 March 2014', line['note'])

    def test_a_figure_that_comes_after_all_ends_the_reason(self):
        rows = self.form()
        rows[1]['cannot_report_reason'] = 'system change'
        self.give_back(rows)
        rows = self.form()
        rows[1]['current_value'] = '91'
        self.give_back(rows, 'later.csv')
        self.assertEqual(set(self.missing()), {'NI59'})
        line = next(r for r in self.rows(*self.at('scorecard', '--period', '2013-14-Q3'))
                    if r['indicator_ref'] == 'PAF1')
        self.assertEqual((line['value'], line['note']), ('91', ''))

    def test_a_figure_beside_a_reason_for_none_is_doubted(self):
        rows = self.form()
        rows[0].update(current_value='60', cannot_report_reason='system change')
        said = self.give_back(rows)
        self.assertIn('a figure and a reason why there is none', said.stderr)

    def test_a_workbook_form_comes_back_as_it_went(self):
        path = self.path('form.xlsx')
        self.must(*self.at('figures', 'template', '--period', '2013-14-Q3', '-o', path))
        self.assertIn('none of the 2 rows of the form is filled in',
                      self.refused(3, *self.at('import', path)))

    def test_no_period_is_asked_for(self):
        self.assertIn('which period?', self.refused(2, *self.at('figures', 'template')))
