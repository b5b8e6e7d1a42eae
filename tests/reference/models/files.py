"""files.py -- which block each file of the library is held against, and how names correspond.

A row: block, {input of the file: input of the block}, and what else there is to say:
  rename    {parameter of the file: of the block}
  ms        milliseconds in the block's unit of time (1)
  values    defaults of the file that differ from the block's, by intent
  fixed     parameters that no point changes: numbers in the block, or no parameters of the file
  held      parameters that keep their values at random points
  draw      ranges of states and parameters, where those of the block do not do
  choose    parameters that are choices, and these: a set each; nothing changes with them
  along     parameters, and values that they take in turn in these sets
  at        states at which a quotient of the block is 0/0; the limit is wanted there
  initial   what states start from, where that is not the block's
  tvb       its name in tvb_dfun.json, {input: coupling}
  tvboptim  its name in golden_models.json, {input: (coupling, row)}
  dropped   parameters of those two that act nowhere, and that the file does not have
  tolerance where it is not 1e-12: 1e-10 where exprel stands for a quotient, 1e-9 of cube roots, quadratures and second
            differences (TVB's own numbers of ZerlautAdaptationSecondOrder lack 1.5e-10)
  of_jacobian  the same of its Jacobian, where that is not 1e-10: slopes of second differences lose two digits more
  rounded   parameters that no Jacobian knows: what changes with the width of a difference is rounding
"""

C = {"c": "cx0"}
LOCAL = {"c": "cx0", "local": "local_0"}
RATE = {"c_r": "cx0", "c_V": "cx1"}
BOTH = {"instant": ("instant", 0), "delayed": ("delayed", 0)}
CELL = {"v": (-80, 40), "m": (0, 1), "h": (0, 1), "n": (0, 1)}
CONVECTION = {"x": (-20, 20), "y": (-25, 25), "z": (0, 50)}
QUIET = {"x1": -1.5, "y1": -10, "z": 3.5, "x2": -1, "y2": 0, "g": 0}          # between seizures, as tvboptim; from 0.1 it is stiff at first
LARTER = dict(gCa="g_Ca", gK="g_K", gL="g_L", gNa="g_Na", TK="T_K", TCa="T_Ca", TNa="T_Na", VCa="V_Ca", VK="V_K", VL="V_L", VNa="V_Na",
              d_K="delta_K", d_Na="delta_Na", d_Ca="delta_Ca", aei="a_ei", aie="a_ie", ane="a_ne", ani="a_ni", aee="a_ee", Iext="I_ext",
              rNMDA="r_NMDA", VT="V_T", d_V="delta_V", ZT="Z_T", d_Z="delta_Z", QV_max="Q_Vmax", QZ_max="Q_Zmax")
EPILEPTOR = {"c_x1": "cx0", "c_x2": "cx1", "local": "local_0"}
ION = dict(inputs=LOCAL)
ADEX = dict(draw={"E": (0.002, 0.05), "I": (0.002, 0.05), "ou_drift": (-1e-4, 1e-4), "W_i": (0, 10), "W_e": (0, 200), "inputs": (0, 0.003)},
            inputs={"c": "cx0", "local_E": "local_0", "local_I": "local_1"})
THETA = dict(inputs={"c": "c"}, draw={"x": (-0.7, 0.5), "y": (-0.6, 0.6)})
QIF = dict(inputs={"c": "c"}, draw={"r": (0, 2), "v": (-3, 2), "a": (0, 1), "x": (0, 1), "u": (0, 1), "s": (0, 2)})
IK = dict(inputs={"c": "c"}, draw={"r": (0, 0.2), "v": (-75, 30), "u": (-100, 200), "s": (0, 2)})


def row(block, inputs=None, **more):
    return dict(more, block=block, inputs=more.get("inputs", inputs or {}))


FILES = {
    # phenomenological oscillators
    "Generic2dOscillator": row("Generic2dOscillator", {"delayed": "cx0", "instant": "instant", "stimulus": "stimulus", "local": "local_0"},
                               tvb=("Generic2dOscillator", {"delayed": 0}), tvboptim=("Generic2dOscillator", dict(BOTH, stimulus=("stimulus", 0)))),
    "Generic2dOscillatorContrib": row("Generic2dContrib", LOCAL),
    "Linear": row("Linear", LOCAL, tvb=("Linear", {"c": 0})),
    "LinearTvboptim": row("Linear", {"delayed": "cx0", "instant": "local_0"}, tvboptim=("Linear", BOTH)),
    "Kuramoto": row("Kuramoto", LOCAL, tvb=("Kuramoto", {"c": 0})),
    "Kuramoto2": row("Kuramoto", LOCAL, tvb=("Kuramoto", {"c": 0})),
    "KuramotoTvboptim": row("KuramotoTvboptim", {"delayed": "cx0", "instant": "local_0"}, tvboptim=("Kuramoto", BOTH)),
    "SupHopf": row("SupHopf", {"c_x": "cx0", "c_y": "cx1", "local": "local_0"}, tvb=("SupHopf", {"c_x": 0, "c_y": 1})),
    "SupHopfTvboptim": row("SupHopf", {"delayed_x": "cx0", "delayed_y": "cx1", "instant": "local_0"},
                           tvboptim=("SupHopf", {"instant": ("instant", 0), "delayed_x": ("delayed", 0), "delayed_y": ("delayed", 1)})),
    "Hopfield": row("Hopfield", {"c_x": "cx0", "c_theta": "cx1"}),
    "HopfieldStatic": row("hopfield_static", {"c": "c"}, tvb=("Hopfield", {"c": 0}), dropped=("dynamic", "tauT")),
    # quadratic integrate-and-fire mean fields
    "MontbrioPazoRoxin": row("MontbrioPazoRoxin@tvb", RATE, tvb=("MontbrioPazoRoxin", {"c_r": 0, "c_V": 1}), dropped=("Gamma",)),
    "MontbrioPazoRoxinTvbo": row("MontbrioPazoRoxin@tvbo", RATE),
    "MontbrioPazoRoxinTvboptim": row("MontbrioPazoRoxinTvboptim", {"instant_r": "cx0", "instant_V": "cx1", "delayed_r": "dr", "delayed_V": "dv"},
                                     tvboptim=("MontbrioPazoRoxin", {a + "_" + b: (a, i) for a in ("instant", "delayed") for i, b in enumerate("rV")})),
    "CoombesByrne": row("CoombesByrne", C, tvb=("CoombesByrne", {"c": 0})),
    "CoombesByrne2D": row("CoombesByrne2D", C, tvb=("CoombesByrne2D", {"c": 0})),
    "CoombesByrne2DTvboptim": row("CoombesByrne2DTvboptim", {"instant": "cx0", "delayed": "cx1"}, tvboptim=("CoombesByrne2D", BOTH)),
    "GastSchmidtKnosche_SD": row("GastSchmidtKnosche_SD", RATE, tvb=("GastSchmidtKnosche_SD", {"c_r": 0, "c_V": 1})),
    "GastSchmidtKnosche_SF": row("GastSchmidtKnosche_SF", RATE, tvb=("GastSchmidtKnosche_SF", {"c_r": 0, "c_V": 1})),
    "DumontGutkin": row("DumontGutkin", C, tvb=("DumontGutkin", {"c": 0})),
    # the epileptor
    "Epileptor": row("Epileptor", EPILEPTOR, initial=QUIET, fixed=("s",), choose={"modification": (0, 1)}, tvb=("Epileptor", {"c_x1": 0, "c_x2": 1}), dropped=("s",)),
    "EpileptorTvboptim": row("EpileptorTvboptim", {k: k for k in ("instant_x1", "instant_x2", "delayed_x1", "delayed_x2")}, fixed=("s",), dropped=("s",),
                             tvboptim=("Epileptor", {a + "_" + b: (a, i) for a in ("instant", "delayed") for i, b in enumerate(("x1", "x2"))})),
    "Epileptor2D": row("Epileptor2D", {"c_x1": "cx0", "local": "local_0"}, choose={"modification": (0, 1)}, tvb=("Epileptor2D", {"c_x1": 0})),
    "EpileptorRestingState": row("EpileptorRestingState", {"c_x1": "cx0", "c_x2": "cx1", "c_x_rs": "cx2", "local_x1": "local_0", "local_x_rs": "local_1"},
                                 fixed=("p",), initial=QUIET, tvb=("EpileptorRestingState", {"c_x1": 0, "c_x2": 1, "c_x_rs": 2}), dropped=("s", "p")),
    "EpileptorCodim3": row("EpileptorCodim3", {"c_x": "cx0"}, choose={"N": (1, 2, 3)}, along={"modification": (0, 1)}, tvb=("EpileptorCodim3", {"c_x": 0}), tolerance=1e-9),
    "EpileptorCodim3SlowMod": row("EpileptorCodim3SlowMod", {"c_x": "cx0"}, choose={"N": (1, 2, 3)}, along={"modification": (0, 1)},
                                  draw={"uA": (-0.5, 1), "uB": (-0.5, 1)}, tvb=("EpileptorCodim3SlowMod", {"c_x": 0}), tolerance=1e-9),
    "Epileptor3DStefanescuMcDonald": row("Epileptor3DStefanescuMcDonald", {"c_x1": "cx0"}),
    "HMJEpileptor": row("HMJEpileptor", {"c_y0": "cx0", "c_y3": "cx1"}),
    # columns and rates
    "JansenRit": row("JansenRit", LOCAL, tvb=("JansenRit", {"c": 0}), dropped=("p_min", "p_max")),
    "JansenRitTvboptim": row("JansenRit", {"delayed": "cx0", "instant": "local_0"}, tvboptim=("JansenRit", BOTH)),
    "Jansen1995": row("Jansen1995", C, draw={"y0": (-1, 1), "y1": (-5, 50), "y2": (-5, 30)}),
    "JansenRit1995": row("Jansen1995", {"c_intercolumn": "cx0"}, ms=1000, values=dict(a=100, b=50, e0=2.5, p=220), draw={"y0": (-1, 1), "y1": (-5, 50), "y2": (-5, 30)}),
    "JansenRitDavid": row("JansenRitDavid", {"c_x1": "cx0", "c_x2": "cx1"}, draw={"x%d" % i: (-10, 10) for i in (0, 1, 2, 6)}),
    "ZetterbergJansen": row("ZetterbergJansen", LOCAL, tvb=("ZetterbergJansen", {"c": 0})),
    "WilsonCowan": row("WilsonCowan@tvb", {"c": "cx0", "local_E": "local_0", "local_I": "local_1"}, choose={"shift_sigmoid": (0, 1)}, tvb=("WilsonCowan", {"c": 0})),
    "WilsonCowanTvbo": row("WilsonCowan@tvbo", {"c": "cx0", "local_E": "local_0", "local_I": "local_1"}),
    "WilsonCowanTvboptim": row("WilsonCowanTvboptim", {"delayed": "cx0", "instant_E": "local_0", "instant_I": "local_1"},
                               tvboptim=("WilsonCowan", {"instant_E": ("instant", 0), "instant_I": ("instant", 1), "delayed": ("delayed", 0)})),
    "ReducedWongWang": row("ReducedWongWang", {"delayed": "cx0", "instant": "local_0"}, tvboptim=("ReducedWongWang", BOTH), tolerance=1e-10),
    "ReducedWongWangTvb": row("ReducedWongWang", LOCAL, tvb=("ReducedWongWang", {"c": 0}), dropped=("sigma_noise",), tolerance=1e-10),
    "ReducedWongWangFunc": row("ReducedWongWang", LOCAL, tvb=("ReducedWongWang", {"c": 0}), dropped=("sigma_noise",), tolerance=1e-10),
    "ReducedWongWangTvboptim": row("ReducedWongWang", {"delayed": "cx0", "instant": "local_0"}, values=dict(w=0.5, I_o=0.34), tolerance=1e-10),
    "ReducedWongWangExcInh": row("ReducedWongWangExcInh", LOCAL, tvb=("ReducedWongWangExcInh", {"c": 0}), tolerance=1e-10),
    "WongWangExcInh": row("ReducedWongWangExcInh", {"delayed": "cx0", "instant": "local_0"}, tvboptim=("WongWangExcInh", BOTH), tolerance=1e-10),
    "DecoBalancedExcInh": row("DecoBalancedExcInh", LOCAL, tvb=("DecoBalancedExcInh", {"c": 0}), tolerance=1e-10),
    "WongWang": row("WongWang", {"c_S1": "cx0", "local_S1": "local_0", "local_S2": "local_1"}, fixed=("tau_ampa", "sigma_noise"), tolerance=1e-10),
    "ReducedWongWangExcIO": row("rww_io", {"c": "c"}, along={"Rin": (0, 30)}, tolerance=1e-10),
    "LinearReducedWongWangExcIO": row("rww_io_linear", {"c": "c"}, along={"Rin": (0, 30)}, tolerance=1e-10),
    "LarterBreakspear": row("LarterBreakspear", LOCAL, rename=LARTER, tvb=("LarterBreakspear", {"c": 0})),
    "LarterBreakspearTvboptim": row("LarterBreakspear", {"delayed": "cx0", "instant": "local_0"}, rename=LARTER, tvboptim=("LarterBreakspear", BOTH)),
    "LarterBreakspearContrib": row("LarterBreakspearContrib", C),
    "Larter": row("Larter", {"c_V": "cx0", "local": "local_0"}, fixed=("tau_K",)),
    "KIonEx": row("KIonEx", tvb=("KIonEx", {"c": 0}), **ION),
    "KIonExTvbo": row("KIonEx", values=dict(DCnap=21, Cl_i0=4.8), **ION),
    "LileySteynRoss": row("LileySteynRoss", C, fixed=("A_ee", "A_ei")),
    # three modes
    "ReducedSetFitzHughNagumo": row("ReducedSetFitzHughNagumo", LOCAL, tvb=("ReducedSetFitzHughNagumo", {"c": 0}), tolerance=1e-9),
    "ReducedSetHindmarshRose": row("ReducedSetHindmarshRose", {"c_xi": "cx0", "local": "local_0"}, tvb=("ReducedSetHindmarshRose", {"c_xi": 0}), tolerance=1e-9),
    "StefanescuJirsa2D": row("StefanescuJirsa2D", LOCAL),
    # mean fields of AdEx cells and others
    "ZerlautAdaptationFirstOrder": row("ZerlautAdaptationFirstOrder", tvb=("ZerlautAdaptationFirstOrder", {"c": 0}), dropped=("S_i",), **ADEX),
    "ZerlautAdaptationSecondOrder": row("ZerlautAdaptationSecondOrder", tvb=("ZerlautAdaptationSecondOrder", {"c": 0}), held=("df",), rounded=("df",), tolerance=1e-9, of_jacobian=1e-8, **ADEX),
    "TsodyksMarkram": row("TsodyksMarkram", ms=1000, draw={"E": (-1, 5), "x": (0, 1), "u": (0, 1)}),
    "CakanObermayer": row("CakanObermayer", C, fixed=("E_L",)),
    # cells
    "FitzHughNagumo": row("FitzHughNagumo"),
    "FitzHughNagumo1969": row("FitzHughNagumo1969"),
    "HindmarshRose": row("HindmarshRose", draw={"x": (-2, 2), "y": (-10, 2), "z": (0, 4)}),
    "HindmarshRoseTVB": row("HindmarshRoseTVB", {"c_x": "cx0", "local": "local_0"}),
    "MorrisLecar": row("MorrisLecar"),
    "MorrisLecarTVB": row("MorrisLecarTVB", LOCAL),
    "HodgkinHuxley": row("HodgkinHuxley", draw={"V": (-80, 40), "m": (0, 1), "h": (0, 1), "n": (0, 1)}, at={"V": (-40, -55)}),
    "HodgkinHuxley_Q10": row("HodgkinHuxley_Q10", draw=dict(CELL, t=(0, 300)), at={"v": (-40, -55)}),
    "HH_Tissue_Q10": row("HH_Tissue_Q10", draw=dict(CELL, t=(0, 1000)), at={"v": (-40, -55)}),
    "HH_KineticScheme": row("HH_KineticScheme", draw=dict(CELL, t=(0, 300)), at={"v": (-40,)}),
    "hhcell_1": row("hhcell_1", {"I_syn": "I_syn"}, draw=CELL, at={"v": (-40, -55)}),
    "PinskyRinzelCA3": row("PinskyRinzelCA3", draw=dict({k: (0, 1) for k in ("hs", "ns", "sd", "cd", "qd")}, Vs=(-80, 60), Vd=(-80, 60), Cad=(0, 500))),
    "RulkovMap": row("RulkovMap"),
    # PyRates
    "PyRatesKuramotoMeanField": row("kmo_mf", {"c_x": "cx", "c_y": "cy"}),
    "PyRatesJansenRit": row("pyrates_jrc_op", {"m_in": "m_in"}, ms=1000, draw={k: (-0.01, 0.02) for k in ("V_ein", "V_iin", "V_e", "V_i")}),
    "PyRatesWilsonCowanSTP": row("wc_stp", {"c_e": "ce", "c_i": "ci"}, draw={k: (0, 1) for k in ("re", "ri", "x_e", "u_e", "x_i", "u_i")}),
    "PyRatesQIFAdaptation": row("qif_sfa", **QIF),
    "PyRatesQIFGap": row("qif_gap", **QIF),
    "PyRatesQIFConductance": row("qif_conduct", **QIF),
    "PyRatesQIFTsodyks": row("qif_tsodyks", **QIF),
    "PyRatesIzhikevich": row("ik_nodim", **dict(QIF)),
    "PyRatesIzhikevichEta": row("ik_eta", **IK),
    "PyRatesIzhikevichTheta": row("ik_theta", **IK),
    "PyRatesTheta": row("kmo_theta", **THETA),
    "PyRatesThetaConductance": row("kmo_conductance", **THETA),
    "systems/PyRatesVanDerPol": row("pyrates_vdp", {"c": "inp"}),
    "systems/PyRatesStuartLandau": row("pyrates_sl"),
    # dynamical systems and maps that need a word
    "systems/Spring": row("Spring"),
    "systems/LorenzTvboptim": row("lorenz", {"structural": "structural"}, draw=CONVECTION, tvboptim=("Lorenz", {"structural": ("structural", 0)})),
    "systems/FlexibleLorenz": row("lorenz_flexible", {"structural": "structural", "modulatory": "modulatory"}, draw=CONVECTION,
                                  tvboptim=("FlexibleLorenz", {"structural": ("structural", 0), "modulatory": ("modulatory", 0)})),
    "systems/Lorenz96": row("Lorenz96", fixed=("N",)),
    "systems/MagneticPendulum": row("MagneticPendulum", fixed=("N",)),
    "systems/Halvorsen": row("Halvorsen", fixed=("b",)),
}

SYSTEMS = """Antidots ArnoldCatMap BetaTransformationMap Chua CoupledRoessler CoupledStandardMaps3 DoublePendulum DuffingForced ForcedPendulum
Gissinger GrebogiMap GuckenheimerHolmes HenonHeiles HenonMap HyperRoessler IkedaMap Labyrinth LogisticMap Lorenz63 Lorenz84 LorenzBounded
LorenzDiffusionless LotkaVolterraPredPrey MannevilleSimpleMap MoreChaosExample NLDCoupledLogisticMaps4 NoseHoover PomeauMannevilleMap
QuadrupoleBosonHamiltonian RiddledBasins Rikitake Roessler Sakarya Shinriki SprottDissipativeConservative StandardMap StommelThermohaline
StuartLandauOscillator SwingingAtwood TentMap ThomasCyclical TowelMap Ueda UlamRing4 VanDerPolForced ZaslavskiiMap""".split()
FILES.update({"systems/" + name: row(name) for name in SYSTEMS})
