/* interp.h -- the elementary functions of kernels, one number at a time: their texts
 * compiled as plain C (interp_real.h).
 */
#ifndef INTERP_H
#define INTERP_H

/* A function of the generated C ("m_exp") in each precision; NaN: not in
 * interp_real.h. */
double interp_call_f32(const char *call, double x, double y);
double interp_call_f64(const char *call, double x, double y);
#endif
