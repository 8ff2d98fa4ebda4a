/** Names of one part of the world: each written natively, or `native=latin,latin`. */
export interface NameList {
  given: string;
  family: string;
  /** Family names that are put together, of one of each; `_` stands for none, or a blank. */
  joined?: [string, string, string];
}

/** Names of people who do not exist; the frequent ones first. */
export const NAMES = {
  english: {
    given:
      'James Mary John Emily Michael Sarah David Emma Robert Olivia William Jane Thomas Laura Daniel Grace Andrew Sophie Matthew Hannah Christopher Rachel Joshua Lucy Mark Alice Paul Rebecca Steven Charlotte Kevin Megan Brian Amy George Chloe Edward Katherine Ryan Victoria Jason Abigail Benjamin Natalie Samuel Heather Patrick Joan Alexander Holly Peter Zoë Henry Claire Adam Ruth Nathan Julia Zachary Beth Barbara Susan Jessica Karen Lisa Nancy Betty Sandra Ashley Kimberly Donna Michelle Carol Amanda Melissa Deborah Stephanie Sharon Cynthia Kathleen Angela Shirley Brenda Pamela Nicole Samantha Christine Emma-Jane Catherine Virginia Debra Janet Maria Diane Evelyn Judith Jacqueline Teresa Doris Gloria Jean Cheryl Martha Andrea Frances Beverly Denise Marilyn Amber Danielle Rose Brittany Anthony Donald Kenneth Joseph Charles Richard Timothy Ronald Jeffrey Gary Nicholas Eric Stephen Jonathan Larry Justin Brandon Gregory Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Douglas Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Carl Terry Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Louis Bobby Philip Johnny',
    family:
      "Smith Jones Taylor Brown Williams Wilson Johnson Davies Miller Davis Evans Thomas Roberts Anderson Walker Wright Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Moore Cooper Ward Morris King Watson Baker Harrison Morgan Allen Scott Doe Lee O'Brien O'Neill McDonald Campbell Kelly Murphy Ryan Byrne D'Arcy Smith-Jones Parker-Bowles Young Mitchell Carter Phillips Bell",
    joined: [
      'Ash Bar Black Brad Burn Cal Clay Col Dun East Elm Fair Farn Grim Hals Hart Hol Hux Kings Lang Lock Mar Mil Nor Oak Pen Pres Red Rad Shel South Stan Sud Thorn Up Wake Wal West Whit Win',
      '_ _ _ ing en er le',
      'bury by combe croft den field ford grove ham hurst land ley more stone ton well wick wood worth',
    ],
  },
  german: {
    given:
      'Thomas Sabine Michael Anna Andreas Julia Stefan Katrin Jürgen Ursula Jörg Käthe Björn Dörte Günter Lena Markus Sophie Tobias Laura Matthias Nicole Florian Claudia Christian Petra Sebastian Monika Jan Heike Uwe Susanne Götz Bärbel Lukas Marie Felix Hannah Maximilian Johanna Barbara Brigitte Birgit Gabriele Martina Angelika Silke Anke Ute Ingrid Renate Karin Stefanie Melanie Sandra Christine Cornelia Kerstin Elke Doris Jana Lea Lina Mia Clara Franziska Theresa Miriam Verena Wolfgang Klaus Jürgen-Peter Werner Horst Manfred Rainer Bernd Frank Torsten Ralf Oliver Marcus Dirk Sven Holger Axel Carsten Volker Norbert Dieter Helmut Gerd Simon Jonas Leon Paul Niklas Philipp Fabian Moritz Benedikt Konrad Anton Emil Ludwig',
    family:
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Lehmann Köhler König Kaiser Fuchs Weiß Groß Böhm Jäger Vogel Möller Günther Strauß',
    joined: [
      'Alt Berg Blumen Brand Breit Bruck Eber Eich Feld Freuden Grün Hasel Hinter Hoch Kirch Kreuz Kron Lich Linden Mittel Neu Nieder Ober Reich Rosen Sand Schön Stein Unter Wald Wein Winter Zell',
      '_ _ en er els',
      'bach bauer berg berger born brunner eck feld felder hammer hauser hofer huber kamp maier mann meier müller rieder schmid städter stein thaler',
    ],
  },
  nordic: {
    given:
      'Anna Lars Maria Erik Kristin Søren Åsa Björn Astrid Jørgen Ingrid Nils Sigrid Anders Freja Håkan Karin Mikael Linnéa Øyvind Hanne Henrik Maja Pål Solveig Gustav Signe Rasmus Elin Ólafur Guðrún Emma Ida Sara Johanna Camilla Malin Jenny Helena Ulla Birgitta Bente Marit Liv Tone Silje Kari Turid Mette Lone Pia Gitte Anne-Mette Fredrik Johan Magnus Peter Stefan Jonas Mattias Daniel Oskar Viktor Emil Axel Ole Knut Geir Trond Øystein Stian Jens Mads Frederik Kasper Thor Sven Torbjörn Göran Åke Jón Sigurður Einar',
    family:
      'Hansen Johansson Andersson Nielsen Jensen Karlsson Nilsson Olsen Larsen Eriksson Pedersen Sørensen Møller Lindström Åberg Bjørnstad Ødegård Sæther Jónsson Þorsteinsson Ström Nyström Håkansson',
    joined: [
      'Ahl Alm Berg Björk Bro Dahl Ed Ek Fager Furu Grön Hall Hag Hög Kron Lilje Lind Lund Mal Nord Ny Rosen Sand Sjö Söder Stål Sund Väster Wall Öster',
      '_ _ e en a',
      'berg blad dahl fors gren holm kvist lund man mark qvist sten strand ström wall vik',
    ],
  },
  spanish: {
    given:
      'María José Carmen Juan Ana Antonio Lucía Carlos Sofía Javier Elena Miguel Marta Alejandro Paula Iñaki Inés Ramón Begoña Álvaro Nuria Jesús Concepción Raúl Pedro Luis Francisco Manuel David Daniel Pablo Sergio Jorge Alberto Fernando Rafael Diego Andrés Rubén Óscar Iván Adrián Rocío Pilar Isabel Cristina Raquel Silvia Teresa Rosa Mónica Beatriz Irene Alba Sara Julia Claudia Andrea Patricia Mercedes Dolores Ignacio Gonzalo Mateo Hugo Martín Íñigo Joaquín Emilio',
    family:
      'García Martínez López Sánchez González Pérez Rodríguez Fernández Gómez Ruiz Hernández Jiménez Díaz Álvarez Moreno Muñoz Romero Alonso Gutiérrez Navarro Torres Núñez Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Ibáñez Peña',
    joined: [
      'García López Martín Ruiz Gil Sanz Vega Soto Cano Peña Rey Mora Lara Rubio Nieto Ortiz Marín Cortés Castillo Santos Pérez Díaz Álvarez Moreno Muñoz Romero Alonso Torres Núñez Ramos Serrano Blanco Molina Ibáñez Calvo Prieto Garrido Cabrera Aguilar Lorca',
      '_',
      '_Arias _Bravo _Campos _Cruz _Delgado _Flores _Fuentes _Gallego _Herrera _Iglesias _León _Lozano _Medina _Mendoza _Núñez _Ortega _Pardo _Prieto _Reyes _Ríos _Santana _Suárez _Vidal _Zamora',
    ],
  },
  french: {
    given:
      'Marie Jean Camille Pierre Hélène François Chloé Nicolas Élodie Benoît Zoé Jérôme Anaïs Loïc Margaux Cédric Inès Rémi Jean-Pierre Anne-Sophie Thérèse Gaël Isabelle Sylvie Catherine Valérie Nathalie Christine Sandrine Stéphanie Céline Aurélie Émilie Julie Laura Léa Manon Lucie Clémence Noémie Philippe Michel Alain Patrick Thierry Christophe Laurent Olivier Frédéric Sébastien Julien Thomas Antoine Mathieu Guillaume Hugo Louis Gabriel Arthur Étienne Maxime',
    family:
      "Martin Bernard Dubois Durand Moreau Lefèvre Leroy Roux Fournier Girard Lambert Bonnet François Mercier Dupont Guérin Boyer Garnier Chevalier Gauthier Besançon L'Hôpital Nguyen Crépeau",
    joined: [
      'Beau Bel Bon Bour Chante Châte Clair Cour Des Fon Grand Haute La Lam Mal Mar Mont Neu Par Petit Pré Roche Saint- Val Vau Vieil',
      '_ _ e en el',
      'bois champ court croix fort fontaine lieu mont pré rive roche sart val ville villiers',
    ],
  },
  polish: {
    given:
      'Łukasz Agnieszka Paweł Małgorzata Michał Katarzyna Tomasz Zofia Krzysztof Żaneta Grażyna Wojciech Jadwiga Stanisław Bożena Jiří Tereza Ondřej Šárka Zsófia László Anna Maria Ewa Barbara Joanna Monika Magdalena Beata Dorota Renata Iwona Marta Natalia Karolina Aleksandra Jan Piotr Andrzej Marcin Jakub Adam Marek Mateusz Dawid Kamil Rafał Robert Zbigniew Jerzy Mariusz Petr Pavel Tomáš Martin Lucie Jana Eva Gábor Zoltán István',
    family:
      'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Mazur Jankowski Kwiatkowski Krawczyk Piotrowski Grabowski Pawłowski Michalski Dvořák Novák Černý Nagy Szabó Tóth Kovács Łoś',
    joined: [
      'Bor Brzoz Czarn Dobr Głow Gór Jabł Jas Jod Kamien Klon Krz Lip Łąk Malin Olsz Pol Rad Sad Sokoł Star Wierzb Wys Zawad',
      '_ _ ow ar on',
      'ecki iński ański owski ewicz owicz iak czyk',
    ],
  },
  turkish: {
    given:
      'Mehmet Fatma Mustafa Ayşe Ahmet Emine İbrahim Zeynep Hüseyin Elif Çağla Işıl Oğuz Gülşen Ümit Şule Barış Ilgın Ali Hasan Osman Murat Emre Burak Can Deniz Ece Esra Merve Büşra Kübra Özge Selin Tuğba Yasemin Serkan Volkan Kemal Orhan Tolga Hakan',
    family:
      'Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Işık Çakır',
    joined: [
      'Ak Altın Bay Boz Demir Er Gök Gül Kara Kızıl Öz Sarı Taş Yel',
      '_ _ ar',
      'alp baş bay bulut can çelik demir göz kaya kan oğlu pınar soy su taş türk yurt',
    ],
  },
  vietnamese: {
    given:
      'Anh Linh Minh Hương Tuấn Thảo Dũng Trang Hùng Phương Đức Ngọc Quỳnh Sơn Thủy Hải',
    family:
      'Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nguyễn_Thị Trần_Văn Lê_Thị Phạm_Văn',
  },
  chinese: {
    given:
      '伟=Wei 芳=Fang 娜=Na 敏=Min 静=Jing 丽=Li 强=Qiang 磊=Lei 军=Jun 洋=Yang 勇=Yong 艳=Yan 杰=Jie 涛=Tao 明=Ming 超=Chao 秀英=Xiuying,Xiu-Ying 小明=Xiaoming,Xiao-Ming 志强=Zhiqiang,Zhi-Qiang 美玲=Meiling,Mei-Ling 建国=Jianguo 子涵=Zihan 雨桐=Yutong 浩然=Haoran',
    family:
      '王=Wang,Wong 李=Li,Lee 张=Zhang,Chang 刘=Liu,Lau 陈=Chen,Chan 杨=Yang,Yeung 黄=Huang,Wong 赵=Zhao,Chiu 吴=Wu,Ng 周=Zhou,Chow 徐=Xu,Hsu 孙=Sun 马=Ma 朱=Zhu,Chu 胡=Hu 郭=Guo,Kwok 何=He,Ho 林=Lin,Lam 高=Gao 罗=Luo,Lo 郑=Zheng,Cheng 梁=Liang,Leung 谢=Xie,Hsieh 宋=Song 唐=Tang 许=Xu,Hsu 吕=Lü,Lu,Lyu',
  },
  russian: {
    given:
      'Александр=Alexander,Aleksandr Дмитрий=Dmitry,Dmitri,Dmitriy Сергей=Sergey,Sergei Елена=Elena,Yelena Наталья=Natalia,Natalya Юлия=Yulia,Julia,Iuliia Алексей=Alexey,Aleksei Екатерина=Ekaterina,Yekaterina Михаил=Mikhail,Michael Ольга=Olga Γιώργος=Giorgos,Yiorgos,George Μαρία=Maria Ελένη=Eleni,Helen Κώστας=Kostas,Costas',
    family:
      'Иванов=Ivanov Смирнов=Smirnov Кузнецов=Kuznetsov Попов=Popov Соколов=Sokolov Лебедев=Lebedev Козлов=Kozlov Новиков=Novikov Морозов=Morozov Петров=Petrov Волков=Volkov Соловьёв=Solovyov,Soloviev Щербаков=Shcherbakov,Scherbakov Журавлёв=Zhuravlev,Zhuravlyov Παπαδόπουλος=Papadopoulos Νικολάου=Nikolaou,Nicolaou Οικονόμου=Oikonomou,Economou Χατζής=Chatzis,Hadjis Быков=Bykov Юрьев=Yuryev,Yuriev',
  },
  arabic: {
    given:
      'محمد=Mohammed,Muhammad,Mohamed فاطمة=Fatima,Fatma أحمد=Ahmed,Ahmad عائشة=Aisha,Ayesha يوسف=Youssef,Yusuf,Yousef مريم=Maryam,Mariam خالد=Khaled,Khalid ليلى=Layla,Leila حسين=Hussein,Hussain زينب=Zainab,Zeinab عمر=Omar,Umar نور=Nour,Noor',
    family:
      'الحسن=Al-Hassan,Al_Hasan,Elhassan خان=Khan حداد=Haddad منصور=Mansour,Mansur الخوري=El-Khoury,Khoury سعيد=Saeed,Said بن_علي=Ben_Ali,Benali العمري=Al-Omari,Alomari نجار=Najjar,Naggar فارس=Fares,Faris شريف=Sharif,Cherif صباغ=Sabbagh رحمان=Rahman,Rehman قريشي=Qureshi,Kureishi المصري=El-Masry,Almasri طه=Taha',
  },
  indian: {
    given:
      'Priya Rahul Anjali Amit Neha Arjun Deepika Vikram Kavya Rajesh Sneha Sanjay Pooja Arun Divya Karthik Lakshmi Suresh Meera Aditya Shreya Rohan Ananya Manoj Nisha Harish Swati Ganesh Ritu Vijay Aarti Abhishek Ajay Akash Amrita Anand Anil Ankit Archana Ashok Bhavna Chetan Dinesh Farhan Gaurav Geeta Hemant Isha Jyoti Kiran Komal Lalit Madhuri Mahesh Mohan Mukesh Naveen Nikhil Nitin Padma Pankaj Parul Prakash Preeti Rachna Radha Rajeev Rakesh Ramesh Rashmi Rekha Sachin Sandeep Sangeeta Seema Shilpa Shobha Sudha Sunil Sunita Tarun Uma Vandana Varun Vidya Vinod Vivek Yamini Yash',
    family:
      'Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Rao Mehta Shah Joshi Das Menon Verma Chopra Desai Bose Kulkarni Pillai Banerjee Chatterjee Mukherjee Agarwal Bhat Hegde Krishnan Subramanian Venkataraman Narayanan Chakraborty Ramanathan Deshpande Kapoor Malhotra Saxena Mishra Pandey Trivedi Ghosh',
    joined: [
      'Bala Bhaskara Chandra Deva Gopala Hari Indra Jaya Kala Madhava Mani Naga Padma Rama Ranga Ravi Sesha Shiva Soma Sundara Surya Vasu Venkata Vishwa',
      '_',
      'murthy krishna nathan swamy raman rajan moorthi sekaran raju chari nandan gopal kumar lingam mohan narayana palan prasad reddy subramani varma velu',
    ],
  },
  dutch: {
    given:
      'Jan Anna Pieter Sanne Daan Femke Willem Lotte Bram Fleur Joost Anouk Maarten Iris Thijs Saskia Ruben Esmée Chloë Noël Emma Sophie Julia Eva Lisa Marloes Ingrid Marieke Annemiek Linda Wouter Jeroen Bas Niels Sander Dennis Erik Marc Tim Tom Lars Koen Bart Hans Henk Kees Gerrit Johan Martijn Stijn',
    family:
      "de_Jong Jansen de_Vries van_den_Berg Bakker van_Dijk Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer van_'t_Hof",
    joined: [
      'Bloem Broek Dorp Duin Eik Groen Heide Hoog Kerk Linden Molen Noord Oost Rijn Steen Veld Water West Zand Zuid',
      '_ _ en er',
      'berg broek dam dijk hof horst huis kamp laar man meer steeg veen veld',
    ],
  },
} as const satisfies Record<string, NameList>;

/** A part of the world that people's names come from. */
export type Culture = keyof typeof NAMES;
