---- shapes.nc of_k --kind panels --x c
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,11.8cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 11
10 12
100 13
END
$curve1_0 << END
1 21
10 22
100 23
END
$curve2_0 << END
1 31
10 32
100 33
END
$curve3_0 << END
1 41
10 42
100 43
END
$curve4_0 << END
1 51
10 52
100 53
END
$curve5_0 << END
1 61
10 62
100 63
END
$curve6_0 << END
1 71
10 72
100 73
END
$curve7_0 << END
1 81
10 82
100 83
END
$curve8_0 << END
1 91
10 92
100 93
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 2 'of_k' at screen 0.02764706, 0.8190678 center rotate by 90
set label 3 'k = 1' at screen 0.21409313, 0.9576271 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 2' at screen 0.52816176, 0.9576271 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.6991525
set tmargin at screen 0.938983
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 3' at screen 0.8422304, 0.9576271 center
set key off
plot $curve2_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 2 'of_k' at screen 0.02764706, 0.51822037 center rotate by 90
set label 3 'k = 4' at screen 0.21409313, 0.65677965 center
set key off
plot $curve3_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 5' at screen 0.52816176, 0.65677965 center
set key off
plot $curve4_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.3983051
set tmargin at screen 0.6381356
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 3 'k = 6' at screen 0.8422304, 0.65677965 center
set key off
plot $curve5_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.3505392
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.21409313, 0.025423728 center
set label 2 'of_k' at screen 0.02764706, 0.21737288 center rotate by 90
set label 3 'k = 7' at screen 0.21409313, 0.3559322 center
set key off
plot $curve6_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39171568
set rmargin at screen 0.6646078
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.52816176, 0.025423728 center
set label 3 'k = 8' at screen 0.52816176, 0.3559322 center
set key off
plot $curve7_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7057843
set rmargin at screen 0.9786765
set bmargin at screen 0.097457625
set tmargin at screen 0.33728814
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y ''
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.8422304, 0.025423728 center
set label 3 'k = 9' at screen 0.8422304, 0.3559322 center
set key off
plot $curve8_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- shapes.nc close --kind overlay --x d
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
2 1
8 2
END
$curve0_1 << END
2 3
8 4
END
$curve0_2 << END
2 5
8 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.6911765
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [1.82:8.18]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.75:6.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'd [µV]' at screen 0.4129412, 0.05 center
set label 2 'close' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7029412, 0.96666664 title 'beside' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1.00001', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '1.00002', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '2'
---- shapes.nc of_all
massc: error: of_all of shapes.nc varies along c, d and time; choose a place, as in --at d=2
---- shapes.nc of_all --kind heat --panels --x time
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6.5cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:24]
$cells0 << END
0.01 1 -0.485 1 -3.5 10 1
1 1 0.505 2 -3.5 10 2
2 1 1.5 3 -3.5 10 3
3 1 2.5 3.5 -3.5 10 4
0.01 10 -0.485 1 5.5 100 9
1 10 0.505 2 5.5 100 10
2 10 1.5 3 5.5 100 11
3 10 2.5 3.5 5.5 100 12
0.01 100 -0.485 1 55 145 17
1 100 0.505 2 55 145 18
2 100 1.5 3 55 145 19
3 100 2.5 3.5 55 145 20
END
$cells1 << END
0.01 1 -0.485 1 -3.5 10 5
1 1 0.505 2 -3.5 10 6
2 1 1.5 3 -3.5 10 7
3 1 2.5 3.5 -3.5 10 8
0.01 10 -0.485 1 5.5 100 13
1 10 0.505 2 5.5 100 14
2 10 1.5 3 5.5 100 15
3 10 2.5 3.5 5.5 100 16
0.01 100 -0.485 1 55 145 21
1 100 0.505 2 55 145 22
2 100 1.5 3 55 145 23
3 100 2.5 3.5 55 145 24
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.47191176
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [-0.485:3.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y '%g'
unset logscale y
set ytics 50
unset label
set label 1 'time [ms]' at screen 0.27992648, 0.046153847 center
set label 2 'c' at screen 0.02764706, 0.53307694 center rotate by 90
set label 3 'd = 2' at screen 0.27992648, 0.9230769 center
set colorbox user origin screen 0.9117647, 0.17692308 size screen 0.016470589, 0.7123077 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9117647, screen 0.17692308 + k*0.005564904 to screen 0.9282353, 0.8892308 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'of_all' at screen 0.9752941, 0.53307694 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
set lmargin at screen 0.5130882
set rmargin at screen 0.89705884
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [-0.485:3.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y ''
unset logscale y
set ytics 50
unset label
set label 1 'time [ms]' at screen 0.70507354, 0.046153847 center
set label 3 'd = 8' at screen 0.70507354, 0.9230769 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
unset multiplot
---- shapes.nc of_run
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:4]
$curve0_0 << END
2 5 1
1 6 2
2 7 3
1 8 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.97:2.03]
set format x '%g'
unset logscale x
set xtics 0.2
set yrange [4.85:8.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'pq' at screen 0.45411766, 0.05 center
set label 2 'q' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.8029412, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.19166666 + k*0.005924479 to screen 0.83588237, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'of_run' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- shapes.nc of_run --at q=6
massc: error: of_run of shapes.nc is one number, 2: there is nothing to draw
---- shapes.nc of_point
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
3 30
1 10
2 20
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [9:31]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'lone' at screen 0.5563235, 0.05 center
set label 2 'of_point' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
