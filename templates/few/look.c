num look(num, const num *, const num *, const num *, int);
