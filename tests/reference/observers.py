"""What the observers of the library make of x(t) = 0.5 + 0.3*sin(2*pi*t/10 s), for tests/observers.lua.

    python3 observers.py > observers.txt          (numpy)

Of the balloon the equations of Stephan and others (2007), by RK4 with steps of 0.2 ms; of the first-order Volterra kernel the
convolution itself, by Simpson's rule with steps of 0.5 ms; of the low-pass the closed form. Lines: name, time in s, value.
"""
import numpy as np

W = 2*np.pi/10


def x(t):
    return 0.5 + 0.3*np.sin(W*t)


def balloon(h=2e-4, end=20):
    tau_s, tau_f, tau_o, alpha, e0, v0, te, eps, nu0, r0 = 1.54, 1.44, 0.98, 0.32, 0.4, 4.0, 0.04, 0.5, 40.3, 25.0
    k1, k2, k3 = 4.3*nu0*e0*te, eps*r0*e0*te, 1 - eps

    def slope(t, y):
        s, f, v, q = y
        return np.array([x(t) - s/tau_s - (f - 1)/tau_f, s, (f - v**(1/alpha))/tau_o,
                         (f*(1 - (1 - e0)**(1/f))/e0 - v**(1/alpha)*q/v)/tau_o])

    y, out = np.array([0.0, 1, 1, 1]), []
    for n in range(round(end/h)):
        t = n*h
        a = slope(t, y)
        b = slope(t + h/2, y + h/2*a)
        c = slope(t + h/2, y + h/2*b)
        d = slope(t + h, y + h*c)
        y = y + h/6*(a + 2*b + 2*c + d)
        if (n + 1) % round(1/h) == 0:
            s, f, v, q = y
            out.append((round((n + 1)*h), v0*(k1*(1 - q) + k2*(1 - q/v) + k3*(1 - v)), v0*((k1 + k2)*(1 - q) + (k3 - k2)*(1 - v))))
    return out


def volterra(t, h=5e-4):
    tau_s, tau_f = 0.8, 0.4
    w = np.sqrt(1/tau_f - 1/(4*tau_s**2))
    u = np.arange(0, round(t/h) + 1)*h
    y = np.exp(-u/(2*tau_s))/3*np.sin(w*u)/w*x(t - u)
    integral = h/3*(y[0] + y[-1] + 4*y[1:-1:2].sum() + 2*y[2:-1:2].sum())
    return 5.6*0.02*(integral/0.004 - 1)


def low_pass(t, tau=0.01):
    """y' = (x - y)/tau from 0."""
    swing = 0.3/(1 + (W*tau)**2)
    free = -0.5 + swing*W*tau
    return 0.5 + swing*(np.sin(W*t) - W*tau*np.cos(W*t)) + free*np.exp(-t/tau)


for t, bold, linear in balloon():
    print("BalloonWindkessel %d %.17g" % (t, bold))
    print("BalloonWindkesselLinear %d %.17g" % (t, linear))
for t in range(1, 21):
    print("FirstOrderVolterra %d %.17g" % (t, volterra(t)))
    print("LowPass %d %.17g" % (t, low_pass(t)))
