---- shapes.nc up --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 100
100 10000
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.21705882
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.8709635899560806:114.81536214968828]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [0.6309573444801932:15848.931924611135]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'c' at screen 0.5872059, 0.05 center
set label 2 'up' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
---- shapes.nc flat --log y
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 4
10 4
100 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [1.8660659830736148:8.574187700290345]
set format y '%g'
set logscale y
set ytics (2, 3, 5, 7)
unset label
set label 1 'c' at screen 0.5460294, 0.05 center
set label 2 'flat' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
---- shapes.nc dots
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 3
1 5
2 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 1
set yrange [2.9:5.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'trial' at screen 0.56735295, 0.05 center
set label 2 'dots' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- shapes.nc log_map --log xy
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
1 2 0.31622776 10 1 8 1
10 2 3.1622777 100 1 8 3
100 2 31.622776 316.22775 1 8 5
1 8 0.31622776 10 4 16 2
10 8 3.1622777 100 4 16 4
100 8 31.622776 316.22775 4 16 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [0.31622776601683794:316.22776601683796]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [1:16]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'c' at screen 0.485, 0.042857144 center
set label 2 'd [µV]' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'log_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc log_map --log xy --kind heat --x d
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$cells0 << END
2 1 1 8 0.31622776 10 1
8 1 4 16 0.31622776 10 2
2 10 1 8 3.1622777 100 3
8 10 4 16 3.1622777 100 4
2 100 1 8 31.622776 316.22775 5
8 100 4 16 31.622776 316.22775 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [1:16]
set format x '%g'
set logscale x
set xtics autofreq
set yrange [0.31622776601683794:316.22776601683796]
set format y '%g'
set logscale y
set ytics autofreq
unset label
set label 1 'd [µV]' at screen 0.49529412, 0.042857144 center
set label 2 'c' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'log_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc strip_map --kind heat --x one
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:5]
$cells0 << END
0 1 -0.5 0.5 -3.5 10 1
0 10 -0.5 0.5 5.5 100 3
0 100 -0.5 0.5 55 145 5
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.5:0.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:145]
set format y '%g'
unset logscale y
set ytics 50
unset label
set label 1 'one' at screen 0.49529412, 0.042857144 center
set label 2 'c' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'strip_map' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder fillcolor palette notitle
---- shapes.nc strip_map --kind heat --x one --at c=10
massc: error: strip_map of shapes.nc cannot be drawn so: a map takes two dimensions that vary
