import { describe, expect, it } from 'vitest'
import { isBounded } from '../../../../src/client/log/search/bounded-expression.ts'

describe('an expression that is sure to end soon', () => {
  it.each([
    'error',
    '^a+$',
    'error.*timeout',
    String.raw`^\d{2}:\d{2}`,
    'warn|error|fatal|panic|trace|debug|info|notice|x',
    String.raw`\(\d+ms\)`,
    '[)(*+]{2}x',
    String.raw`[\]*]+`,
    'colou?r',
    'a{2,4}b?',
    '(?:error) at .*',
    String.raw`\u0041\x41+`,
    'a.*?b',
    'a{32}',
    'a?a?a?a?a?a?',
    'a??b??c??d??',
    'a?b*',
    'a{0,6}b{3,3}c{3,3}',
    'a{2}b{2}c{2}d+',
    '(a)|b|c|d|e|f|g|h|i',
    '(?:a|b|c)|d|e|f|g|h|i',
  ])('%s', (pattern) => {
    expect(isBounded(pattern)).toBe(true)
  })
})

describe('an expression that may take longer than anybody waits', () => {
  it.each([
    '^(a+)+$',
    '(a|a)*b',
    '(a|aa)+$',
    'a*a*a*a*b',
    '.*x.*y.*z',
    '(?:a?){30}',
    'a?a?a?a?a?a?a?aaaaaaa',
    '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b',
    'a{1,32}b{1,32}',
    'a{5,}b{5,}',
    String.raw`(a)\1*`,
    '(?=a+)b',
    '(?<=a)b+',
    '(?<name>a)b',
    'a{1000}',
    'a?a?b*c',
    'a{33}',
    'a{9}b?c?d?e?f?g?h?',
    'a{1,33}',
    'a{0,7}',
    'a+b+',
    'a*b+',
    'a+b{2,}',
    '(a)?',
    '((a)|b|c|d|e|f|g|h)',
    String.raw`(?<n>a)\k<n>`,
  ])('%s', (pattern) => {
    expect(isBounded(pattern)).toBe(false)
  })
})
