import { UnansweredNews } from './unanswered-news';

it('tells of a witness when it begins to refuse, and when it says something else, and not in between', () => {
  const news = new UnansweredNews();
  const away = { witness: 'w1', says: 'fetch failed' };
  const other = { witness: 'w2', says: 'fetch failed' };
  const refuses = { witness: 'w1', says: 'it answered 422: not consistent' };
  expect(news.in([away])).toEqual([away]);
  expect(news.in([away])).toEqual([]);
  expect(news.in([away, other])).toEqual([other]);
  expect(news.in([refuses, other])).toEqual([refuses]);
  expect(news.in([other])).toEqual([]); // w1 has cosigned
  expect(news.in([refuses, other])).toEqual([refuses]);
});
