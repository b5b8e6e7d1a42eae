-- seed_tables.lua -- figures as published: the page "Axes and Spaces" of TVB-Optim and
-- the chapter "Parameter Exploration" of TVBO (version 0.5.3, run with the same
-- settings where it prints no numbers). Texts are the pages' own, to the character.
local seed = {}

seed.g_sweep = [[
   coupling.instant.G    mean_S     std_S
0            0.100000  0.101733  0.001502
1            0.228571  0.105092  0.003031
2            0.357143  0.110537  0.006222
3            0.485714  0.118753  0.011529
4            0.614286  0.130028  0.019266
5            0.742857  0.144003  0.029189
6            0.871429  0.160107  0.040861
7            1.000000  0.177952  0.054001
]]

-- The same as later releases print it: the coupling is computed once a step.
seed.g_sweep_frozen = [[
   coupling.instant.G    mean_S     std_S
0            0.100000  0.101732  0.001502
1            0.228571  0.105085  0.003027
2            0.357143  0.110501  0.006200
3            0.485714  0.118634  0.011448
4            0.614286  0.129733  0.019054
5            0.742857  0.143426  0.028763
6            0.871429  0.159140  0.040140
7            1.000000  0.176487  0.052903
]]

seed.mixed = [[
    coupling.instant.G  noise.sigma    mean_S     std_S
0             0.681876       0.0001  0.136815  0.024235
1             0.681876       0.0005  0.136931  0.024231
2             0.681876       0.0010  0.137077  0.024240
3             0.138849       0.0001  0.102423  0.001367
4             0.138849       0.0005  0.102488  0.001468
5             0.138849       0.0010  0.102571  0.001803
6             0.532662       0.0001  0.122302  0.014069
7             0.532662       0.0005  0.122400  0.014060
8             0.532662       0.0010  0.122522  0.014074
9             0.422139       0.0001  0.114119  0.008583
10            0.422139       0.0005  0.114204  0.008576
11            0.422139       0.0010  0.114311  0.008609
]]

seed.demo_space = [[
   coupling     noise
0       0.0  0.070052
1       0.2  0.074934
2       0.4  0.021412
3       0.6  0.041885
4       0.8  0.047898
]]

seed.demo_run = [[
   coupling     noise  activity      ratio
0       0.0  0.070052  0.070052   0.000000
1       0.2  0.074934  0.474934   2.668987
2       0.4  0.021412  0.821412  18.680656
3       0.6  0.041885  1.241885  14.324623
4       0.8  0.047898  1.647898  16.701727
]]

-- Listings: what the page's format prints of each point, in the order of the points.
seed.preview = [[
Combination 0: coupling=0.00, noise=0.0265, fixed=42.0
Combination 1: coupling=0.00, noise=0.0876, fixed=42.0
Combination 2: coupling=0.00, noise=0.0204, fixed=42.0
Combination 3: coupling=0.67, noise=0.0265, fixed=42.0
Combination 4: coupling=0.67, noise=0.0876, fixed=42.0
]]

seed.simulation_state = [[
Coupling strength: 0.100 Coupling delay: 16.82 ms Noise amplitude: 0.010 Time constant: 10.0 (fixed)
Coupling strength: 0.100 Coupling delay: 16.82 ms Noise amplitude: 0.020 Time constant: 10.0 (fixed)
Coupling strength: 0.100 Coupling delay: 16.82 ms Noise amplitude: 0.050 Time constant: 10.0 (fixed)
]]

seed.product = [[
  0: a=0.0, b=0.0
  1: a=0.0, b=1.0
  2: a=0.5, b=0.0
  3: a=0.5, b=1.0
  4: a=1.0, b=0.0
  5: a=1.0, b=1.0
]]

seed.zip = [[
  0: a=0.0, b=0.0
  1: a=0.5, b=1.0
]]
seed.zip_warning = "WARNING: In zip mode, effective axes have different sizes [3, 2]. " ..
                   "Using minimum size 2, losing 1 combinations.\n"
seed.comparison_warning = "WARNING: In zip mode, effective axes have different sizes [8, 5]. " ..
                          "Using minimum size 5, losing 3 combinations.\n"

seed.groups = [[
  0: setting_a=1, setting_b=10, param_x=0.00
  1: setting_a=1, setting_b=10, param_x=0.33
  2: setting_a=1, setting_b=10, param_x=0.67
  3: setting_a=1, setting_b=10, param_x=1.00
  4: setting_a=2, setting_b=20, param_x=0.00
  5: setting_a=2, setting_b=20, param_x=0.33
  6: setting_a=2, setting_b=20, param_x=0.67
  7: setting_a=2, setting_b=20, param_x=1.00
  8: setting_a=3, setting_b=30, param_x=0.00
  9: setting_a=3, setting_b=30, param_x=0.33
  10: setting_a=3, setting_b=30, param_x=0.67
  11: setting_a=3, setting_b=30, param_x=1.00
]]

seed.demo_points = [[
  0: coupling=0.00, noise=0.0701
  1: coupling=0.20, noise=0.0749
  2: coupling=0.40, noise=0.0214
]]

-- Arrays as NumPy prints them.
seed.grid_5 = "[0.   0.25 0.5  0.75 1.  ]"
seed.grid_11 = "[0. 0.2 0.4 0.6 0.8 1. 1.2 1.4 1.6 1.8000001 2. ]"
seed.literature = "[0.142 0.284 0.426 0.568 0.71 ]"
seed.fibonacci = "[0.04761905 0.04761905 0.0952381 0.14285715 0.23809524 0.3809524 0.61904764 1. ]"
seed.matrix_0 = "[[1. 0.5] [0.5 1. ]]"
seed.independent_0 = "[[ 0.991294 -1.2127206 -0.28042838 0.02664931] " ..
                     "[-0.07197085 0.3858999 -0.5076543 -1.5987304 ]]"
seed.broadcast_0 = "[[0.991294 0.991294 0.991294 0.991294] [0.991294 0.991294 0.991294 0.991294]]"
seed.densities = "n= 5: 5 values from 0.000 to 1.000\n" ..
                 "n=10: 10 values from 0.000 to 1.000\n" ..
                 "n=20: 20 values from 0.000 to 1.000\n"

-- Statistics, as printed.
seed.uniform100 = "mean 0.514, range [0.010, 0.992]"
seed.normal = "mean=0.506, std=0.146"
seed.beta = "mean=0.285, range=[0.007, 0.933]"
seed.lognormal = "mean=1.145, median=1.045"
seed.regional = "5 x 68, sample 2: 0.500, all regions identical"

-- The oscillator: rows of a = -2, -1, 0, 1, 2, 5; trajectories of 80 000 steps.
seed.a_sweep = [[
a,mean_V,mean_W,std_V,std_W
-2,-0.185260743,-0.134069286,0.04450988,0.11881596
-1,-0.094810702,-0.0438317867,0.03403898,0.09480539
0,0.00139388887,-0.00770032846,0.02209917,0.06275750
1,0.103960926,-0.0315734493,0.01171935,0.03705384
2,0.224506269,-0.171309061,0.15765041,0.49126029
5,0.680461759,-1.94876650,1.01806186,3.37084330
]]

-- mean_V over the plane of a and b, row-major: the first six cells and the last three.
seed.ab_first = { -0.7583144541034536, -0.805038091490072, -0.855901211063966, -0.9111246568484289,
                  -0.9708633955154122, -1.0351837701293316 }
seed.ab_last = { 4.759346874760439, 4.8813673856488595, 4.99965758326089 }

return seed
