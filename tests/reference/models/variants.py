"""variants.py -- blocks for library files that have none of their own: made from those of
models_equations.md by the differences that its text tells, or written out from that text."""
import re


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


THETA = """model x
par tau=1 eta=-5 Delta=1 I_ext=0 w=15%s
sv x x0=-0.6
sv y x0=-0.8
cin c <- r
aux z = x+1j*y
aux r = (1 - abs(z)^2)/(pi*tau*(1 + z + (x-1j*y) + abs(z)^2))
aux s = w*r.real + c
aux dz = %s
x' = dz.real
y' = dz.imag"""

HH_1 = """model x
par C=10 g_Na=1200 g_K=360 g_L=3 E_Na=50 E_K=-77 E_L=-54.3
par am_rate=1 am_mid=-40 am_scale=10 bm_rate=4 bm_mid=-65 bm_scale=-18 ah_rate=0.07 ah_mid=-65 ah_scale=-20
par bh_rate=1 bh_mid=-35 bh_scale=10 an_rate=0.1 an_mid=-55 an_scale=10 bn_rate=0.125 bn_mid=-65 bn_scale=-80
sv v x0=-65
sv m x0=0.05
sv h x0=0.6
sv n x0=0.32
cin I_syn <- v
fun u(x,mid,sc) = (x-mid)/sc
fun el(rate,x) = rate*x/(1-exp(-x))
aux am = el(am_rate,u(v,am_mid,am_scale))
aux an = el(an_rate,u(v,an_mid,an_scale))
aux bm = bm_rate*exp(u(v,bm_mid,bm_scale))
aux ah = ah_rate*exp(u(v,ah_mid,ah_scale))
aux bn = bn_rate*exp(u(v,bn_mid,bn_scale))
aux bh = bh_rate/(1+exp(-u(v,bh_mid,bh_scale)))
v' = (-g_Na*m^3*h*(v - E_Na) - g_K*n^4*(v - E_K) - g_L*(v - E_L) + I_syn)/C
m' = am*(1 - m) - bm*m
h' = ah*(1 - h) - bh*h
n' = an*(1 - n) - bn*n"""

HH_KINETIC = """model x
par C=1 g_Na=120 g_K=14.4 E_Na=50 E_K=-77 z=1.5 gam=0.75 tau=3.2 tau_min=0.3 v_half=0 kte=25.3
par I_amp=0.005 pulse_delay=100 pulse_duration=100
sv v x0=-65
sv m x0=0.052932
sv h x0=0.596121
sv n x0=0.0256
aux I = if((t >= pulse_delay) & (t < pulse_delay + pulse_duration), I_amp, 0)
aux rf = 1/(1/(exp(z*gam*(v-v_half)/kte)/tau)+tau_min)
aux rr = 1/(1/(exp(-z*(1-gam)*(v-v_half)/kte)/tau)+tau_min)
aux am = 0.1*(v + 40)/(1 - exp(-(v + 40)/10))
aux bm = 4*exp(-(v + 65)/18)
aux ah = 0.07*exp(-(v + 65)/20)
aux bh = 1/(1 + exp(-(v + 35)/10))
v' = (-g_Na*m^3*h*(v - E_Na) - g_K*n*(v - E_K) + 1000*I)/C
m' = am*(1 - m) - bm*m
h' = ah*(1 - h) - bh*h
n' = rf*(1-n)-rr*n"""

WC_STP = """model x
par theta_e=2 s_e=1 theta_i=2.5 s_i=2 k=1 tau=10 P_e=0 P_i=0 w_ee=5 w_ie=10 w_ei=5 w_ii=5 tau_x=100 tau_u=200 k_x=0.1 U0=0.6
sv re x0=0
sv ri x0=0
sv x_e x0=1
sv u_e x0=0.6
sv x_i x0=1
sv u_i x0=0.6
cin ce <- re
cin ci <- re
fun sgm(v) = 1/(1 + exp(-v))
aux ree = re*x_e*u_e
aux rii = ri*x_i*u_i
aux me = sgm(s_e*(w_ee*ree - w_ei*rii + P_e + ce - theta_e)) - sgm(-s_e*theta_e)
aux mi = sgm(s_i*(w_ie*ree - w_ii*rii + P_i + ci - theta_i)) - sgm(-s_i*theta_i)
re' = (-re + (1 - k*re)*me)/tau
ri' = (-ri + (1 - k*ri)*mi)/tau
x_e' = (1-x_e)/tau_x - k_x*x_e*u_e*re
u_e' = (U0-u_e)/tau_u + U0*(1-u_e)*re
x_i' = (1-x_i)/tau_x - k_x*x_i*u_i*ri
u_i' = (U0-u_i)/tau_u + U0*(1-u_i)*ri"""

QIF_CONDUCT = """model x
par Delta=1 tau=1 eta=-5 I_ext=0 w=1 g=5 e_r=1 tau_s=2
sv r x0=0.01
sv v x0=-2
sv s x0=0
cin c <- r
r' = (Delta/(pi*tau) + r*(2*v - g*s*tau))/tau
v' = (v^2 + eta + I_ext + g*s*tau*(e_r - v) - (pi*tau*r)^2)/tau
s' = -s/tau_s + w*r + c"""

QIF_TSODYKS = """model x
par Delta=1 tau=1 eta=-5 I_ext=0 w=15 tau_x=100 tau_u=200 k_x=0.1 U0=0.6
sv r x0=0.01
sv v x0=-2
sv x x0=1
sv u x0=0.6
cin c <- r
r' = (Delta/(pi*tau) + 2*r*v)/tau
v' = (v^2 + eta + I_ext + tau*(w*(r*x*u)+c) - (pi*tau*r)^2)/tau
x' = (1-x)/tau_x - k_x*x*u*r
u' = (U0-u)/tau_u + U0*(1-u)*r"""

RWW_IO = """model x
par a=270 b=108 d=%s gamma=0.000641 tau_s=100 w=0.9 J_N=0.2609 I_o=0.3 G=2 tau_rin=100 Rin=0
sv S in [0,1]
sv Rint in [0,100]
cin c <- S
aux I = w*J_N*S+I_o+G*J_N*c
aux x = a*I-b
aux H = x/(1-exp(-d*x))
aux R = if(Rin > 0, %s, H)
S' = -S/tau_s + %sR*gamma
Rint' = if(Rin > 0, (-Rint+Rin)/tau_rin, 0)"""

HOPFIELD_STATIC = """model x
par taux=1
sv x in [-1,2] x0=0.1
sv theta in [0,1] x0=0.1
cin c <- x
x' = (-x + c)/taux
theta' = (-x + c)/taux"""

LORENZ = """model x
par sigma=10 rho=28 beta=2.6666666666666665%s
sv x
sv y
sv z
cin structural <- x%s
x' = sigma*%s(y - x) + structural
y' = x*(rho - z) - y
z' = x*y - beta*z"""


def texts(blocks):
    """Name: text of a block."""
    qif = changed(blocks["pyrates_qif"], ("tau*w*r ", "tau*(w*r + c) ")).replace("r' =", "cin c <- r\nr' =", 1)
    tissue = changed(blocks["HodgkinHuxley_Q10"],
                     ("pulse_delay=100 pulse_duration=100 Q10=0.333333", "switch_time=500 Q10_early=0.333333 Q10_late=0.172414"),
                     ("aux I_ext = if((t >= pulse_delay) & (t < pulse_delay + pulse_duration), I_amp, 0)", "aux I_ext = I_amp"))
    tissue = tissue.replace("Q10*", "").replace("aux bh = Q10/", "aux bh = 1/")
    tissue = tissue.replace("aux I_ext", "aux Q10 = if(t < switch_time, Q10_early, Q10_late)\naux I_ext")
    for gate in "mhn":
        tissue = re.sub(r"^%s' = (.*)$" % gate, r"%s' = Q10*(\1)" % gate, tissue, flags=re.M)
    scalar = re.sub(r"^(modes|mat|vec|dpar).*\n", "", blocks["ReducedSetFitzHughNagumo"], flags=re.M)
    scalar = changed(scalar, (" sigma=0.35 mu=0", " Aik=0.5 Bik=0.5 Cik=0.5 e_i=1 f_i=1 IE_i=0 II_i=0"),
                     ("cin cx1 <- alpha\n", ""), ("msum(cx0)", "cx0"))
    scalar = re.sub(r"mdot\((\w+),(\w+)\)", r"\1*\2", scalar.replace("sv xi", "dpar m_i = a\ndpar n_i = a\nsv xi", 1))

    def driven(text):
        text = changed(text, ("s' = -s/tau_s + w*r", "s' = -s/tau_s + w*r + c"))
        return text.replace("r' =", "cin c <- r\nr' =", 1)
    two = ("cin cx0 <- r\n", "cin cx0 <- r\ncin cx1 <- r\n")
    oscillator = changed(blocks["Generic2dOscillator"], ("gamma*cx0", "gamma*cx0 + gamma*instant"), ("lc(V))", "lc(V)) + stimulus"),
                         ("cin cx0 <- V", "cin cx0 <- V\ncin instant <- V\ncin stimulus <- none"))
    epileptor = changed(blocks["Epileptor"], ("cx0", "c1"), ("cx1", "c2"), ("cin c1", "cin instant_x1"), ("cin c2", "cin instant_x2"), (" + lc(x1)", ""),
                        ("h  = if(modification > 0, x0 + 3/(1 + exp(-(x1 + 0.5)/0.1)), 4*(x1 - x0) + fz)",
                         "h  = modification*(x0 + 3/(1 + exp(-(x1 + 0.5)/0.1))) + (1 - modification)*(4*(x1 - x0) + fz)"),
                        ("aux f1", "cin delayed_x1 <- x1\ncin delayed_x2 <- x2\naux c1 = instant_x1 + delayed_x1\naux c2 = instant_x2 + delayed_x2\naux f1"))
    rates = changed(blocks["MontbrioPazoRoxin@tvb"], ("cr*cx0", "cr*(cx0 + dr)"), ("cv*cx1", "cv*(cx1 + dv)"), ("cin cx0", "cin dr <- r\ncin dv <- V\ncin cx0"))
    mean_field = changed(blocks["pyrates_kmo_mf"], ("Delta=1", "Delta=1 w=1"), ("cin a <- x", "cin cx <- x"), ("cin b <- y", "cin cy <- y"))
    return {
        "qif": qif,
        "qif_gap": changed(qif, ("w=15", "w=15 g=0"), ("2*r*v", "r*(2*v - g)")),
        "qif_sfa": changed(qif, ("w=15", "w=15 alpha=0.5 tau_a=10"), ("eta + I_ext", "eta - a + I_ext"),
                           ("sv v x0=-2", "sv v x0=-2\nsv a x0=0\nsv x x0=0")) + "\na' = x/tau_a\nx' = alpha*r - 2*x/tau_a - a/tau_a",
        "qif_conduct": QIF_CONDUCT,
        "qif_tsodyks": QIF_TSODYKS,
        "ik_nodim": driven(blocks["pyrates_ik_nodim"]),
        "ik_eta": driven(blocks["pyrates_ik_eta"]),
        "ik_theta": driven(changed(blocks["pyrates_ik_eta"], ("par Delta=0.02 eta=0", "par Delta=0.02"),
                                   ("Delta*k^2/(pi*C)", "Delta*k^2*(v-v_r)/(pi*C)"), ("I_ext + eta - u", "I_ext - u"),
                                   ("- (pi*C*r)^2/k)/C", "- pi*C*r*(Delta + pi*C*r/k))/C"))),
        "kmo_mf": mean_field.replace("x' =", "aux a = w*x + cx\naux b = w*y + cy\nx' =", 1),
        "kmo_theta": THETA % ("", "((z+1)^2*(1j*(eta+I_ext+s) - Delta) - 1j*(z-1)^2) / (2*tau)"),
        "kmo_conductance": THETA % (" v_s=-10", "((z+1)^2*(1j*(eta+I_ext+s*v_s) - Delta) - s*(z^2-1) - 1j*(z-1)^2) / (2*tau)"),
        "wc_stp": WC_STP,
        "StefanescuJirsa2D": scalar,
        "HH_Tissue_Q10": tissue,
        "hhcell_1": HH_1,
        "HH_KineticScheme": HH_KINETIC,
        "LarterBreakspearContrib": changed(blocks["LarterBreakspear"], (" a_ie=2", ""), (" C=0.1", " C=0"), (" t_scale=1", ""), ("t_scale*b", "b"),
                                           ("t_scale*phi", "phi"), ("V' = t_scale*", "V' = "), ("a_ie*Z", "a_ei*Z"), ("lc(Q_V)", "0")),
        "rww_io": RWW_IO % ("0.154", "if(Rint<40, sqrt(Rint), 5e-6*G*Rint^2)", "(1 - S)*"),
        "rww_io_linear": RWW_IO % ("0.2", "Rint", ""),
        "hopfield_static": HOPFIELD_STATIC,
        "Generic2dOscillator": oscillator,
        "EpileptorTvboptim": epileptor,
        "MontbrioPazoRoxinTvboptim": rates,
        "CoombesByrne2DTvboptim": changed(blocks["CoombesByrne2D"], two, ("+ cx0", "+ cx0 + cx1")),
        "KuramotoTvboptim": changed(blocks["Kuramoto"], ("sin(lc(theta))", "lc(theta)")),
        "WilsonCowanTvboptim": changed(blocks["WilsonCowan@tvb"], ("if(shift_sigmoid > 0, 1/(1 + exp(a_e*b_e)), 0)", "shift_sigmoid/(1 + exp(a_e*b_e))"),
                                       ("if(shift_sigmoid > 0, 1/(1 + exp(a_i*b_i)), 0)", "shift_sigmoid/(1 + exp(a_i*b_i))")),
        "KIonEx": changed(blocks["KIonEx@tvb"], ("exp(-8*(q - 0.4))", "exp(DChn*(q - Chn))"), ("(R_minus/pi)*cx0", "(R_minus/pi)*(cx0 + lc(x))")),
        "lorenz": LORENZ % ("", "", ""),
        "lorenz_flexible": LORENZ % (" modulation_strength=0.3", "\ncin modulatory <- x", "(1 + modulation_strength*modulatory)*"),
    }
