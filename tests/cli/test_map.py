"""Mappings of extracts: proposed, read, and tried on a file."""
import os

from harness import Case

EXTRACT = '''Mosaic ID,D.o.B,RefDate,Who made the referral,NFA?,Team
1001,03/04/2012,02/05/2023,Police,No,North
1002,13/04/2014,32/05/2023,Police,Yes,North
,23/04/2016,22/05/2023,Police,No,South
'''


class Map(Case):
    def setUp(self):
        super().setUp()
        self.extract = self.write('Mosaic referrals.csv', EXTRACT)

    def test_a_proposal_is_written_and_tried(self):
        mapping = self.path('referrals.map')
        self.must('map', self.extract, '-o', mapping)
        result = self.run_program('map', '--check', mapping, self.extract, '--format', 'csv')
        self.assertEqual(result.returncode, 1)  # a line without a child, a bad date
        self.assertIn('record,referral,2,', result.stdout)
        self.assertIn('record,person,2,', result.stdout)
        self.assertIn('error,mapped.no_child,1,Mosaic referrals.csv,4,Mosaic ID,', result.stdout)
        self.assertIn('error,cell.date,1,Mosaic referrals.csv,3,RefDate,', result.stdout)
        self.assertNotIn('32/05/2023', result.stdout)

    def test_a_proposal_is_printed_with_its_reasons(self):
        said = self.must('map', self.extract).stdout
        self.assertIn('mapping "Mosaic referrals"\n', said)
        self.assertIn('  received = "RefDate"  # ', said)

    def test_coverage_is_told(self):
        mapping = self.write('a.map', 'mapping "M"\nidentifier "Mosaic ID"\nrecord referral\n'
                             '  received = "RefDate"\n  covers starts in the last 6 months\n')
        result = self.run_program('map', '--check', mapping, self.extract, '--as-at',
                                  '2023-06-30', '--format', 'csv')
        self.assertIn('coverage,referral,', result.stdout)
        self.assertIn('31 December 2022 and 30 June 2023', result.stdout)

    def test_a_mapping_that_is_wrong_is_named_with_its_line(self):
        mapping = self.write('a.map', 'mapping "M"\nidentifier "ID"\nrecord referal\n')
        said = self.refused(3, 'map', '--check', mapping, self.extract)
        self.assertIn('a.map:3:8: expected a type of record', said)

    def test_a_later_file_of_the_source_is_imported_by_its_mapping(self):
        workspace = self.path('w')
        self.must('init', workspace, '--authority', 'Merton')
        said = self.refused(3, '-w', workspace, 'import', self.extract)
        self.assertIn("'outturn map' proposes how to read them", said)
        os.mkdir(self.path('w', 'mappings'))
        self.must('map', self.extract, '-o', self.path('w', 'mappings', 'referrals.map'))
        said = self.must('-w', workspace, 'import', self.extract).stdout
        self.assertIn("extract 'Mosaic referrals', by referrals.map", said)
        self.assertIn('Referral: 2 new', said)
        later = self.write('next week.csv', EXTRACT.replace('Police,No,North', 'Police,Yes,North'))
        said = self.must('-w', workspace, 'import', later).stdout
        self.assertIn('Referral: 1 changed, 1 unchanged', said)

    def test_a_file_of_another_kind_is_refused(self):
        self.refused(3, 'map', self.write('a.xml', '<?xml version="1.0"?><a/>'))
        self.refused(2, 'map', '--check', self.write('b.map', 'mapping "M"\n'), self.extract,
                     '--as-at', 'yesterday')
