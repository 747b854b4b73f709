/* Quantiles of the distributions that intervals are built on.
 *
 * Plain numbers, accurate to about 1e-14 relative, so that published limits are
 * met to all their figures. A probability must lie strictly between 0 and 1:
 * anything else is our own mistake and asserts. */
#ifndef OUTTURN_STAT_QUANTILE_H
#define OUTTURN_STAT_QUANTILE_H

/* The standard normal quantile: quantile_normal(0.975) is 1.959964 (Wichura 1988,
 * algorithm AS 241, Applied Statistics 37, 477-484). */
double quantile_normal(double probability);

/* The chi-squared quantile with `degrees` of freedom, above 0: found by Newton's
 * steps on the incomplete gamma function (DLMF 8.7.1 and 8.9.2), kept inside a
 * bracket, from the start of Wilson and Hilferty (1931). */
double quantile_chi_squared(double probability, double degrees);

#endif
