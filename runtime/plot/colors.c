/* colors.c -- colors that people with any color vision tell apart, also in print. */
#include "picture.h"

/* M. Okabe and K. Ito, "Color Universal Design", 2008; their yellow, which white paper swallows,
 * is left out, and black comes last. */
static const unsigned of_curves[PLOT_COLORS] = {
    0x0072b2, 0xd55e00, 0x009e73, 0xe69f00, 0x56b4e9, 0xcc79a7, 0x000000
};

/* Viridis, by S. van der Walt and N. Smith (CC0): every eighth of its 256 colors. */
static const unsigned viridis[PLOT_SHADES] = {
    0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d, 0x33638d,
    0x2f6b8e, 0x2c728e, 0x297a8e, 0x26828e, 0x23898e, 0x21918c, 0x1f978b, 0x1f9f88, 0x21a685, 0x27ad81, 0x31b57b,
    0x3dbc74, 0x4cc26c, 0x5cc863, 0x6ece58, 0x81d34d, 0x95d840, 0xaadc32, 0xc0df25, 0xd5e21a, 0xeae51a, 0xfde725
};

unsigned plot_color(int i)
{
    return of_curves[i % PLOT_COLORS];
}

unsigned plot_shade(double at)
{
    at = at > 0 ? at < 1 ? at : 1 : 0;
    return viridis[(int)(at*(PLOT_SHADES - 1) + 0.5)];
}
