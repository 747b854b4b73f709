"""Outputs of the shipped examples, byte for byte. UPDATE_GOLDEN=1 rewrites them; read
the diff before committing it."""
import os

from harness import Case, example, golden

EXAMPLES = ('rotherham-2013-14-q3', 'dudley-2011-12-q2', 'merton-2018-10', 'haringey-2015-11',
            'bracknell-forest-2024-25-q4')


class Golden(Case):
    def same(self, name, got):
        path = golden(name)
        if os.environ.get('UPDATE_GOLDEN'):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8', newline='') as handle:
                handle.write(got)
        with open(path, encoding='utf-8', newline='') as handle:
            self.assertEqual(got, handle.read(), f'{name} differs')

    def test_scorecards_on_the_terminal(self):
        for name in EXAMPLES:
            self.same(f'{name}.txt', self.must('scorecard', example(f'{name}.csv')).stdout)

    def test_digests(self):
        for name in EXAMPLES:
            out = self.path(name)
            self.must('digest', example(f'{name}.csv'), '-o', out, '-q', '--only',
                      'html,csv,json')
            for ending in ('html', 'csv', 'json'):
                with open(os.path.join(out, f'digest.{ending}'), encoding='utf-8',
                          newline='') as handle:
                    self.same(f'{name}.{ending}', handle.read())

    def test_help(self):
        self.same('help.txt', self.must('help').stdout)
        self.same('manual.1', self.must('manual').stdout)
