double mean_of(double, double, double, double);
double total_of(double, double, double, double);
double var_of(double, double, double, double);
double std_of(double, double, double, double);
void few_gather(long vecs, const num *, double *, long, int, double, long, int);
void few_close_sum(long vecs, const double *, const num *, double *, long, int, double, int);
num few_finished(long vecs, const double *, long, int, double, double (*)(double, double, double, double));
