"""What each kind of delivery can feed, and what came into a workspace."""
import os

import harness
from harness import Case


class Sources(Case):
    def test_the_matrix_says_what_a_source_feeds_and_why_not_more(self):
        rows = {(row['indicator'], row['source']): row for row in self.rows('sources')}
        reviews = rows['Looked-after reviews in time %', 'Annex A']
        self.assertEqual(reviews['feeds'], 'no')
        self.assertEqual(rows['Looked-after reviews in time %', 'SSDA903']['feeds'], 'year')
        referrals = rows['Referrals', 'Annex A']
        self.assertEqual(referrals['feeds'], 'quarter')
        self.assertEqual(referrals['why_not_longer'],
                         "of 'Referral' it has what started in 6 months")

    def test_records_and_fields_of_a_source_are_listed(self):
        rows = {(row['record'], row['source']): row for row in self.rows('sources', '--records')}
        self.assertEqual(rows['plan_review', 'Annex A']['holds'], 'only the latest')
        self.assertIn('primary_need', rows['referral', 'children in need census']['fields'])
        self.assertNotIn(('contact', 'SSDA903'), rows)

    def test_what_came_answers_the_periods_it_covers(self):
        workspace = self.path('w')
        self.must('init', workspace, '--authority', 'Merton')
        self.must('-w', workspace, 'import', '--as-at', '2021-03-31', os.path.join(
            harness.ROOT, 'tests/cases/records/annex-a/Annex_A_2024_Jan.xlsx'))
        delivered = {row['record']: row for row in
                     self.rows('-w', workspace, 'sources', '--delivered')}
        self.assertIn('1 October 2020 and 31 March 2021', delivered['referral']['covers'])

        def answers(period):
            return {row['indicator']: row for row in
                    self.rows('-w', workspace, 'sources', '--period', period)}

        self.assertEqual(answers('2020-21-Q4')['Referrals']['state'], 'collectable')
        year = answers('2020-21')['Referrals']
        self.assertEqual(year['state'], 'not collectable')
        self.assertEqual(year['covered_from'], '2020-10-01')
        self.assertEqual(year['why_not'], "'Referral' is covered from 2020-10-01 only")

    def test_one_question_at_a_time(self):
        self.refused(2, 'sources', '--records', '--delivered')
        self.refused(2, 'sources', '--period', 'some day')
