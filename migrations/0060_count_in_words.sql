-- In a covering note, {{count}} was the count in words. It is a number now, and the words have a name of their own. A note that was
-- written before keeps its meaning.
update stage set covering_note = regexp_replace(covering_note, '\{\{\s*count\s*\}\}', '{{count in words}}', 'gi')
  where covering_note ~* '\{\{\s*count\s*\}\}';
