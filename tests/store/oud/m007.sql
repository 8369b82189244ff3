BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'elkedeur','m001_first','2026-11-22 21:20:46.248668+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'elkedeur','m002_herziening','2026-11-22 21:20:46.249657+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'elkedeur','m003_kaart','2026-11-22 21:20:46.250427+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'elkedeur','m004_kaartmelding','2026-11-22 21:20:46.251018+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'elkedeur','m005_frontoffice','2026-11-22 21:20:46.252174+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'elkedeur','m006_wachtwoord','2026-11-22 21:20:46.253464+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'elkedeur','m007_cijfers','2026-11-22 21:20:46.254117+00:00');
CREATE TABLE aanwezig (
    signaal_id text not null references signaal (id) on delete cascade,
    medewerker_id text not null references medewerker (id) on delete cascade,
    op text not null,
    primary key (signaal_id, medewerker_id)
) without rowid;
CREATE TABLE behandeling (
    signaal_id text primary key references signaal (id) on delete cascade,
    medewerker_id text references medewerker (id) on delete set null,
    regisseur_id text references medewerker (id) on delete set null,
    afgeschermd integer not null default 0,
    aandacht text not null default '',
    uitkomst text not null default '',
    wacht_tot text,
    terugkerend integer not null default 0,
    wijk text not null default '',
    niveau integer not null default 0,
    versie integer not null default 1,
    binnen text not null,
    gewijzigd text not null
);
INSERT INTO "behandeling" VALUES('e345e21c3c9dc941',NULL,NULL,0,'','',NULL,0,'',0,1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE bericht (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    bron text not null,
    soort text not null,
    inhoud_geheim text not null,
    status text not null default 'ontvangen' check (status in ('ontvangen', 'verwerkt', 'mislukt')),
    pogingen integer not null default 0,
    ontvangen text not null,
    verwerkt text,
    unique (bron)
);
INSERT INTO "bericht" VALUES(1,'1d4c3a3d4fe115c9','u1','tekst','gAAAAABrA1yuxMK4JJtVVU0Jq49nq0QO_AFoF-Bikfv7u2ZOWumlgg4SknV1lS7v2h0aejwv8EUYQemt1GRVPZdq7m4qLNRU3lOX2OjdJxbDMVdG05e61Wg=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(2,'1d4c3a3d4fe115c9','u2','knop','gAAAAABrA1yu6ZHR02D_O_VkjFxyK-no2gJsJP3ZV_28IEu3EXJ8jz2rrqkKoS72TZ5BcoBhP-j6X0C9HZjU9XNu41pdZMVKTv6nt0H7OAIVnxQF9B9qlmQ=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(3,'1d4c3a3d4fe115c9','u3','knop','gAAAAABrA1yu2p-eFy1rl3OikTXTkhn_XYyuuHh9IbHkrYo6wpXQevpgMoYyD9EmDHcu_jjIrh1uJ-nNwZo8QxSpAvjqkQJ5J6x9yPXAaYug5GSscA6Nqpk=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(4,'1d4c3a3d4fe115c9','u4','knop','gAAAAABrA1yuUl2ispGNRUiLBTxI3hQoMIB8WbcO9p_w4xUzluB-cX_VAbcC-VgLFnQz5lhrxlxGq-ajMRy7H0U0J_0bEeQY5sb5EeufD9jZQATNS9LobnDUWwQMOwZHHwWH-Y5Yom4D','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(5,'1d4c3a3d4fe115c9','u5','knop','gAAAAABrA1yu_voJOsSq2n6qYerjxqccuIYigiRn1RQwAxC0MpWJdNuKVZEzrOCVNrUw6UyVhca1wiv2eMOo47ZJBmh29F0ZEK_aBnXpNJEBXyG1ra5Y0377_rppgfYmTHw467LluptG','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(6,'1d4c3a3d4fe115c9','u6','knop','gAAAAABrA1yuRY-dU9d2HvELCaNgSlCHhFc0ycsr-b0sBB5CLHltKM1vZCgo_0KxbjPHBE-fjvW9nYH9YirzyWwHVS-f20W4SRsJltN8WuzT4mxoJUrZNoEPixitBPAz85ntdHjL1gyY','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(7,'1d4c3a3d4fe115c9','u7','knop','gAAAAABrA1yuqrG81aFSYhF4WZ6NtD3YIWW08_wXhMp9wOtg6OJg_tL8wfOPNkNotdj4Rl850Q1GcPpdUfYZIw1nfW-lRA9ZwQzdViztvHMOW0eXk6VKlkJlCXTN-Nz3kGP81GHIbEBB','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(8,'1d4c3a3d4fe115c9','u8','knop','gAAAAABrA1yuVCvoUExOB4-u-LRR7l1Ow5mO1Go4Z8dSHJnEEm4MXGbRhnE17CsvNVkcNqGGNq-R00tpv1Tr632-fMbEojOKvLreDXQqxM0KyqW9ytKW3J2ulcgyGl6_YnbSDNXzYSYg','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(9,'1d4c3a3d4fe115c9','u9','knop','gAAAAABrA1yuxZ06gQOfm2qHs4Wy0eQu2Mrk2Fellq6aNPi1OXQWVmlJKW1AAOboRGZhNLQWEh9OiP0vFxnNrhnN-THuKQXZbw0zAg-lcDiVqzP0XMY6K88=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(10,'1d4c3a3d4fe115c9','u10','knop','gAAAAABrA1yuTPbIBxdGLJyrDTLPFLuYDrmphVI24NSXJnFcNfowhq1BthNRipHE27fwFn_q3RhPcKpgJlkLZ8OjwmhaE8orBzyBaZbUSBZWvhUupyylNr5J_IL-Emr1zi2QCdT3JUe-','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(11,'0ee574db620459e1','u11','tekst','gAAAAABrA1yurdIdlAKAt4q-BbZebsNcp0QKWxo3zapyKPAmmGV95ef8DYvwkq5uzxbKgV3jenSpuTesJPElZK0ijGy_yUsJNffeaBXHHN_aomrGRg9rixBOicuzfL9rU0fYoqqg1aax','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(12,'0ee574db620459e1','u12','knop','gAAAAABrA1yuwVJpPybVLiEVgvEwQuIgps5EBlG8Y7TKk1SZ3VTJm2lXlGAbFpYAUT-gj7UIwH8OpAb0kgYAX3_dXQSfj86AEFyhxudmEDHnPGPTSCQKWMpAqr_JRywcWP07K51RVKHi','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(13,'0ee574db620459e1','u13','knop','gAAAAABrA1yu1UNv7O7BoL9vIg4iuyyCRfKd27tlxb9Dbkdyx7B4JE4tUWhcl0XaYfhImsG8f93iDtCqfDnQ_4G7Hr0oCbNQuQmunHVLnhZZ9jLGS3yu2JZfl5duXPqrhrldOWM949pW','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(14,'7377e9b417b711d6','u14','tekst','gAAAAABrA1yuoc61RtC26cy0es7OE27JT0WcrQSXVCX8w6XchgT4WZDmryd9xpwvyOPNuWV-kkZO61vo6DfNNmHGBjnvOc6dUXxi_n3BcXRzhCFSj4_Pk5yroAKXJxt0BG6FFgTEOhemTyW1vQsedC8qfFPzCi02Zg==','verwerkt',0,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "bericht" VALUES(15,'3c0b32106f85d81b','u15','tekst','gAAAAABrA1yuHi0-0ioJH3L8mif7PJk0MUambuffFxg-lWtVxHFln6eQOKemMSyF5i8FXhPkhHOMxpm_bmzrzkFjVBFzR1jIU2MEmYu6is6sX2Te4-C8_CvXp7qy0BT-vQlt6KJhAc3ff2Dl1UfA-TpPTeO4vHI6qw==','ontvangen',0,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE cijfer (
    periode text not null,
    tabel text not null,
    rij text not null,
    kolom text not null,
    aantal integer not null check (aantal >= 10 and aantal % 5 = 0),
    primary key (periode, tabel, rij, kolom)
) without rowid;
CREATE TABLE cijferperiode (periode text primary key, maand text not null, op text not null) without rowid;
CREATE TABLE contactmoment (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    op text not null
);
INSERT INTO "contactmoment" VALUES(1,'e345e21c3c9dc941','overdracht','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE gesprek (
    id text primary key,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);
INSERT INTO "gesprek" VALUES('1d4c3a3d4fe115c9','telegram','gAAAAABrA1yuDvlIAbJqNCsmt5JSmcsVhuv88wUMpRIdqsKZ37NYMXw-BiVCA4Bk-NJwLgtf0uWxom_1mDnlLmPnPI-qkbcZ3g==','a534224cde46a252484b0f0a6a2fd527bbfa082ee69438e9e28254af53866e3b','gAAAAABrA1yuoVbuZFvnATxwu0lTAiPH4GxNO_TLv4bQnQphZmzqoE9JOE-5TeOco1t6R_JgFORb_mJ-bOUo7o25tyf_8Ox2tKDCBnMxTt12WXiMFy7H7CeRMBZaLVDV8m1VS4qrnh7btpmU0iJAxY86sjxTU8mCu3GNptx4KE-EWvt8i5Wkr1Fh-ZWD-uEm1mUlx-d5V1rbjwJdDYOSgD6-xjQXpMUVozRYgZJwS7WwQxXCmZGy4xsA8k6wxSiQ_BDz0ZTt5g1LYSeSaZL7F92_D3ql-AnQ1beplYk26UVtMc8OL5O2OVN3HwQeC4XXZpktFhSML0-qUKvds9yEUlE2AF_Yh0fJ-qXwGoJgc2ZDq_wzQvTeEI6i5BkX2oZx-CXXKCu7EOWL5CxMvwZ4Ky9LTLYRqbylnBdx5zGTECtf7ApP4cem5PbjGJQ9DQuSJKclP6AlzYRJ5hppPsJC9K7ZE9gQcOi9_z0UzJSCmNYF9gdxhqFGTA1HDv60Npt6_Ol4An_Oru1ZIj2Yg49qBTfAhiRB1q-RjqyfXFsV-K643syCukde_ZYZizVk5xDMZI5UntnXT3wSWIWK8uL-IyoOpxUDOnaEXIXlHZjLHPnJfpAXs9Z6PC73AXpawEVdivMglR3VkqG8oLs_FV5DbMXHs0QM6eAuRSgJvkOjRyjXq9hTkmp4pHD42sCgzUqe2kYiGNwiFjjuN7-LsGLDjzyy7lRBsqnVf8G6310nwIT7b2kVPFEXAqbX5UVyZb5udljg6URKhqFClogifDBMxd9AdHEm2yAKjK0YkaR7nYGWYOg0QQpZbPpoeYtT6qCBwH3H2tXZ8zDngDZrwDE_AmdERhZSNiYKTYKO3Dx2aBFvjGQDn6P0zeqdt8vToaZf5u74DI-W9pGML0ipU8XuzxmT86nkek80PwVeeTYnaK-OqY61C85F3rSNMz7Qfpv-Tc3OzGcuqMIT2t-d7NJC_MLgKeW_eqnVvJiNwfQp7tVMAf7AY027DSojqQ5Zro-mK5d4EqXTQ5cxj9FUIkqAZVR5JVWnwVgwjpdvawH6cZPJ7Kwr6-w5OiUyAzft_X_Pvx2_0LD282Xfqqnw8GWNTbHPCNW1hDpJdATywfYQbKefXtO8_j-VTiZbA1fKRKr_4eYM7wPmZLWVizoS8-patc0Zy9OdTK94fx9iSp7mlhC_8l6wvj-HLZm_m-lsCYTpZ4htVEczrQktI_77JTflvviSOrvZOK96SMGgRAGgGeEtN53euDXWccLsKLGWctCwsr9biwl8zy4aGw_pIHkpaFdLKCZqp8kUR7oZSeBvi0MDtYXF2WbWMVb-Mg_wv566b9A8hhDWAtc5','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gesprek" VALUES('0ee574db620459e1','telegram','gAAAAABrA1yuIyjDs6_8OqY6aQbYgYXT0s6j94Jy_W-iX1pu2nWME6ZoNqi4vQf7Yo17It93byzIEUizZYcBZ7GY_2DswA1AWg==','160abde2d9bb77b995c5c85437b7eb2075b8beb06839cc770152790429f9a07b','gAAAAABrA1yuC_zE4PwdsKgNQWQsxIEkpayLXtvWDdcWgrGk5Xj1enD-0RMJB_ZFXMAK7vaFUHvdMcQB-MujPu2RAvCcuml2-xcRFLt83Npe1IFFz00Cm-P1ZxcM3ZYNosIZicNtZROqXjFrjoYUObLyKPsvW0fX9tnymD-6XjlNxaavBOD30DWvoM1dS5FgU82EqdJXdLTH7T0cOTwbFpt8OPMw2qkg5eeNwoZVF8xylPN7_uTXzLRX2jXXaZYeheVzARlZvMO2AbQycVd6eQsXEq5U6IugLkARyNRjtzUXTVi-30IbkE6RZOGWJriaeZyQbTraRYmKtkDXXCBUo9Kq3jry8xR_w63w85uhbovdmZXQ0ZZYO7uTbVLje53rA0G7Q0Y4xNwIRpXPZ1vj2fkInZ8RpkaWv5wgv_HvHsGhBChBrt2mnco14jtkTgrqv-FmQxf7pLiEVahufZZ4-Bvj5oVR9UUx8zvu51ZYusPyLFEyO_nF00eaUG4_YyFZetglBHG8Sg_kkbI09uVXlDCy74sr3PxgG1Csw1pG-UfarQ9TIErzAkHsMYoh6i5OanOLjMfrrLnM6jvn39PtUw2ZjkJTCyMAZDDyHx2NDfRD0gSqIxqot41nda2nIJTx71wLyIY4rM7m8rQRr7xO1l1IDe4naS5hqBZwVQhgfvmtA5g14tyy28I904j6c0YmSILmfNhbe9jAfiO3vuaPK2GcRDdqXFns0IYJJ2C07VeRNRqggft6M3dGH-N_N1aOmRzAyr3l6BmURh75Mz8LTsZaKlzRLF3NdP10DMY7GziQfIcD9H5fZXHirrpgP8DN2JcV29bzQxw_xjoTzhfJjdeOOTKhNInLRZy2amKnMIuVFxl-gGs_bnDkgK3LlYrQBruVd3EoP6-zVN34Sn-1Tl7RiEb62ecxG0P-ZKhDTh6fDHizmOLLH58PE0SjKaOiZRABmSbB4sPYsiAID3hIg72rKLn1AL-B3qo2QdaXroRHUha-wMQs274LOQ-kTwIEUeSh2LbJWgN3VkGjolqOKBFsagE3nhqajCPI0eTUhLh25ouz_KmE8EUpD-LOuOOLRczEePJmQkCvISg_6qft1A0Ryg2kVA-EXcE7s7hcTW-v3uKknACYKSS_8iHBYpC5wURrJBkFy0U3iZdh7h0F80sbuYscMknPWL4exIQlIHdyIuslr9qb6Xg8ouSrx1WETTI9LXQ33V25_ghOSjz7QJxNT5yf8LBW3IEMU4yHEIKAudynKVA7KaQgAhkjiE41JOiOrdOmrTqI43-6-3d0eh6MmAFtFCBRQQ==','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gesprek" VALUES('7377e9b417b711d6','telegram','gAAAAABrA1yuV18NJ48EV7xAA33jqlLMsiNCEoM4ZuHW50Ghh4loKLojkVf7FDYtpKtczy15gimp7jdYL5S2SF5WAqPN0NoJpA==','18f0b8da900fa5f8a87d057ab69bfc1b9991a36de294eb9eab171ba0e61ce25b','gAAAAABrA1yubxY_ty_wMDffj_9ECH8c_6G3X9YQ1uO-LVp_7tP_MKUCNIYxV41-IRCzi4Ksuovma-cDQNeAPohSAkpxPGeSz-cKuLb6WRCjthwdn5nMdP2-2SDzBMlG8wfQC4onaaZgY9icQq9GrCuDu1qwRwulj8KopyHvKvTMiWSabE7uYzJkZgJQR8-NFErfvx66wFATFbmVGkjrMbtbPziLJ_4QCzNg8l0FNcGKJe6StJ20YjALKlEptC9odXWntUwWRV5SUZhF1IkZjPW4YGNxHAEXBzFJO9mzLy6bWCGaxixQdcVO7WN3jYInYCY87BD6wbYkKoplmvcYDv56hgyFrF8tpoG_K7DkqCtq3EbC8IqS5kZmNYxQNd6iZUNc-WIBfXE6hnWhqd4v2V39vcKX7QQJn05GdNp2BxV1tiLXJnTTg3ubfVIFHNeuPd2N4wM1HfEHruN-ZV2Z3_FxSmoH3RDaml-XmCPqc4rVGLeqSBfW7KHgwqrsKvsYSYNE8sJLmag2owF46XeVlL5gD25aQIhBpVFfFI-nqP59YINm8Oeogs88RgoCJN7rThTdlKYejg_rFxqMNNKl1eMYg-K85Y1RDtC6OzTHiWfDnOVerMNOh0uRAkgOARarvG9dgRZNcKhVaLugBV0VATcKAaCkRlIpgATkQcCbVn5GXaY1Sr6f5Ah3QAqido2_ROLduKiNmwwfTXOllNvmjQI15E2ojNh5SCGuzkOf2tgrsH2_4PBvovgtKbOZEzjzHOAnVnFV3uHRBpjbcPoo4LYe4QucafahDCvN3CHlsH0vRdutlXQTlhUrtdxDWpyAMf-iZLU_Cl8DUkOH6WcF4Dui4wx1clepHSGbRQnPGN55VAc3AuvtQPWSHe_W91n3BWm8KIPDaFCpUbQCOYnyUjeXwfTdCltcLMJMDTBR33Ec7MNcFXOuaeYuhmLwXnHcMqJYVvc8EjCBfgqgqOYly_Psvh9VOKW-94tKxWNIeF2eflrdnjF0_arJlWwu_K-X_YY3mQFF8pJEhDVgE7hVghFK_BTDguv1EsONjyr0dgpvsvFaeHT6hS-ir70_e-jNjYtwVyOQf4MaMxi2Kdyb0AuZR4fojW13EZQj37E8GZ4YMBad5K8UtR3bGDdCUoEO_X3iVdn6Gaxh2o6uqiCG0CNMC4yKWXgXxB6HvYjddYeiHraJXG5oAXlOsFEEY-3BNreaejNQ-VcTm89UXXO7qzeTkqkbTRi6mVfoUJ6zCqEawadWIHnGRkYkBfwepqHzslD5fJaSdcX7wx6M2oFU24v3Ab8XT7ol4oigRXRGeQucd9cbJ3KVfgy6UlzcegGT2-ARXe1qziMn56P3VAvyOPePIihdqBMjtYYCCYz2mIf6xD9uHFXHIvA=','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('3c0b32106f85d81b','telegram','gAAAAABrA1yugYQvN0mvdQYxqAp76lBXwefwR8Ry2tOaxDNJB6PC4jpBoxIFumHTmwr3bX32XhVx_pqY7UAS3HrO14foSnq-gQ==','60e7c20b263d78e717a61e85995211ccea0ad72f86c4d4b51da3db0a54cd9f76','gAAAAABrA1yu5OcdTMH0YlsQ4CuNEFwIi8NHy47stB7vY1A4ONWZKC-QCn4TkCKM97010gzfcam7GSQG-xAloSrngA9a5ov4NOCNrcw1M7dE9zcrkZi5POce5GjGfcnSkA1BP0Q8PagP6lNpe1WwvznhKAz4A_XJKprMXn7Wy3fNlNkYrtI2IEQ_6Ak_WB4XrYXAwnK2veXoiMEueStxCQeb0Lt8z8u2qMGpMl1mKSo6sJ6j4zIcrWXYohtGOk1WyQQy8Rei2yhKzR69xEUz1q5f0VkaDxMhS_6RCK8OUFwrIigmNBj7kgdGzCUlfvAz9osP3yF8dY8TIQ-0nWuFFjkXQNYhZryd4fsk409Yyc5g83r4rvOa50Ed1n0E3VRITPbk70GMMwld2LrAEJ3s4oQyoIAN3zb5ldb6loOmvwydFBhftCOTalYKXKVks2P19Br-7xhcK44aGlnF-YOG7KcF5dtDEe0oOATd-TwGVNHw3G2f1noX4YWeGCP9k-wsgdFqfrCuMsaFmdD8ApxLaZiE_QSfgnMWJQ==','2026-11-24T09:39:00.000000+00:00','2026-11-24T09:39:00.000000+00:00');
CREATE TABLE gezien (bron text primary key, op text not null) without rowid;
INSERT INTO "gezien" VALUES('u1','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u10','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u11','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u12','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u13','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u14','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gezien" VALUES('u15','2026-11-24T09:39:00.000000+00:00');
INSERT INTO "gezien" VALUES('u2','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u3','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u4','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u5','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u6','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u7','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u8','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u9','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE handeling (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    medewerker_id text references medewerker (id) on delete set null,
    inhoud_geheim text not null,
    op text not null,
    ongedaan text
);
INSERT INTO "handeling" VALUES(1,'e345e21c3c9dc941','pakket',NULL,'gAAAAABrA1yuJShLi-5b52E0qcKd1MATmNVfvTiE5ti5fPIGif7-sHTAlUD3tYbwexTxPhf0_0pJ6f6pu5zgXLG8MEPmXIRnOKJfno8mfQbERvY1YTjl1uHf6V14Y6HeBaIHsUe4_EFBycRNiiI1UOs0_TIocdax-SPrrJxlZHXTBOQfeeZMB6NbB3lVMtbwdA-y4d7Hjgw6ZaDyOTNKgEknFf6mqUtrMguDJN5G7g67UPPEfkRgPj7YTWYoPXfUmZ4cMixWFqoYy3Zd8F_MASzN-KyL4VMrFo_qkOsDjJ47KraDyfz27RRzP4-uTnwSdvEkaI9YE4BOt6hCn0srpgTRYhH9B-ErPJH1nX589ex_yAlsAYx8rUACm8ee0GWfNhPwIx2INI_YkczniVqVXHs_5JunwTmb-a9DxBO920BI3sVq9RWP5cTUielH-f6Oas2xuXghiZ6-','2026-11-24T09:30:00.000000+00:00',NULL);
CREATE TABLE herziening (
    nummer integer primary key autoincrement,
    signaal_id text not null references signaal (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    leefgebieden text not null,
    rol text not null,
    route text not null,
    nood text,
    tekst_geheim text,
    opmerking_geheim text,
    status text not null default 'open' check (status in ('open', 'gebruikt', 'weggegooid')),
    op text not null,
    afgehandeld text
);
INSERT INTO "herziening" VALUES(1,'e345e21c3c9dc941','collega','contact','zelf','frontoffice',NULL,'gAAAAABrA1yuAbFosZJR7_rkCU1iR53ycJ9GQEylAExOCq5t7oRps_YsxQjwkmgPZn3x1tXXRqZXqdvymlxTfrlXdaDtO0XTgSNk2Ryi3FdhYd6SPv_gQh4=','gAAAAABrA1yudZZLWU00VYv9SVFUj3730LH7Oo2b9lQ1-yX-cA0NOfNWbPdUhAtSjtuYYrmtRvqsQxg6lSR1j0oxeRV0EN6VDZGAyhznNkI_91rtTOY5gXY=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE inzage (
    id integer primary key,
    medewerker_id text not null,
    wat text not null,
    signaal_id text,
    over_id text,
    op text not null
);
CREATE TABLE kaart_import (
    nummer integer primary key autoincrement,
    soort text not null check (soort in ('import', 'bewerkt', 'ongedaan')),
    bestand text not null,
    door_geheim text not null,
    van integer references kaart_import (nummer),
    op text not null
);
CREATE TABLE kaart_rij (id text primary key, plaats integer not null, cellen text not null) without rowid;
CREATE TABLE kaart_wijziging (
    volgnummer integer primary key autoincrement,
    import integer not null references kaart_import (nummer),
    id text not null,
    plaats integer not null,
    oud text,
    nieuw text
);
CREATE TABLE kaartmelding (
    nummer integer primary key autoincrement,
    voorziening text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    wat text not null,
    tekst_geheim text,
    status text not null default 'open' check (status in ('open', 'gesloten')),
    op text not null,
    afgehandeld text
);
INSERT INTO "kaartmelding" VALUES(1,'proef-plek',NULL,'collega','anders','gAAAAABrA1yuJ66sJBhXr-dbG0qSxjCbGtGqDDQabF33qDqm7YDv5vmOOG1m_Yu_lj1j7RNK0CaYHNXPOUL2murH_kF4133DEUENe12nUhXL6vP5D6mVdpQ=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE kenmerk (naam text primary key, waarde text not null) without rowid;
CREATE TABLE koppeling (
    signaal_id text not null references signaal (id) on delete cascade,
    ander_id text not null references signaal (id) on delete cascade,
    soort text not null check (soort in ('persoon', 'huishouden')),
    primary key (signaal_id, ander_id)
) without rowid;
CREATE TABLE medewerker (
    id text primary key,
    login_hash text not null unique,
    login_geheim text not null,
    naam_geheim text not null,
    wijk_geheim text not null,
    wachtwoord text,
    totp_geheim text,
    totp_stap integer not null default 0,
    functies text not null,
    actief integer not null default 1,
    pogingen integer not null default 0,
    dicht_tot text,
    aangemaakt text not null
, nieuw_wachtwoord integer not null default 0, oidc_hash text);
INSERT INTO "medewerker" VALUES('f5b2d7f1727686b5','b9e2df216555bf87a2e535b17356fdcc7da66578a29a56bd77c7b3752bef99d4','gAAAAABrA1yuKq4WrD0w2cvtReuoMom7zrqEcTZq70abH_Qv09vK4XUDfyMaf43ETmXbx8Ofh8MaK5Rz81En4uoSe8Ij6uQuDQ==','gAAAAABrA1yubhwWuUri6WhGnWyIjEP6CSjJ6MeVv8JrJRMnSqa2bpoVOHaaKzsU_13XNKeqXV2xHbl520XWN8J83U90YJaS4A==','gAAAAABrA1yu5e4fL3vX1nYPUl4Vm68qr4SGAcxYKRiaxDh44x5VP-KrhErLAN6Ol4JDg6Tu-ITykd0uvyTwkrx4AND1NMWNHA==',NULL,NULL,0,'behandelaar',1,0,NULL,'2026-11-24T09:36:00.000000+00:00',0,NULL);
CREATE TABLE opvolging (
    id text primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    gesprek_id text not null references gesprek (id) on delete cascade,
    soort text not null,
    status text not null default 'gepland' check (status in ('gepland', 'gevraagd', 'klaar', 'vervallen')),
    keer integer not null default 0,
    op text,
    hoe text,
    contact text,
    aangemaakt text not null
);
INSERT INTO "opvolging" VALUES('044fd1cedb8dbd04','e345e21c3c9dc941','1d4c3a3d4fe115c9','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('9ebd3f4445d4d6f4','e345e21c3c9dc941','1d4c3a3d4fe115c9','afspraak','gepland',0,'2026-12-09T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('0951b915c1e4899f','9a2ed0bf3258a877','0ee574db620459e1','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('23f8ee34809050cb','9a2ed0bf3258a877','0ee574db620459e1','afspraak','gepland',0,'2026-12-02T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('f9eea9d3f7b0889a','0b5960bdf37287cd','7377e9b417b711d6','stilte','gepland',0,'2026-11-28T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:36:00.000000+00:00');
CREATE TABLE outbox (
    id integer primary key,
    sleutel text not null unique,
    baan text not null,
    soort text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    inhoud_geheim text not null,
    status text not null default 'wacht'
        check (status in ('wacht', 'bezig', 'bezorgd', 'mislukt', 'onzeker', 'vervallen')),
    pogingen integer not null default 0,
    volgende text not null,
    eigenaar text,
    begonnen text,
    extern_id text,
    fout text,
    aangemaakt text not null,
    bezorgd text
);
INSERT INTO "outbox" VALUES(1,'b1-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu435qkHT5gzMU2f1p0XhucQDupgl0vE38SpmOM__rhekpJlU4q0gqmbFpV7W8nETOaTb5obuoYNX1_O9O43OD8sZg4ws110urUvy4F_hQpp1mGZHPIHPP2gbRRKh9pVhw50UF8G5fXq6V4N0WpOqg-jE1veoXvMhVOHXKvgpSr48MCDI6GanbP_96Pdpahj4Tqwfme2TOUSEfqGD4HLm5iKxWtwjAdXZzdd7dK0R-QaUiqL5ztexYMgH-P4ZbVU1WIpst2-xTlWsXhIqiBE3KKEg1zluFtsFylS514f29PRkjjp64WoWfVlGCCaSaAcumFA7f356rhs0TTyAur5T0BOIQ00ZPCmW2GsL3MBA178VCF5RZ22xtt3ROdmHCfEyS','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m1',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(2,'b1-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuIwA8V9CyW7G4uXyyapGYpYpV-MXVtys6osdzTTDK-u5mwfyhEnISDbtEuWBdxsLnK5BGSquLwkKakUgUgQzpIpxV9iDFWxEmZaG-WyJHE_xtHD1ebJe2Xw3IW0dvzrYf5-a48XAsbX2MF9VwtTjcRxp_MuXGEIhNqjjQxf_dvmXR8Mhn12sngeeM9mGuCyYRher7bm-_r7YSwWj8BPausyx3OHyM6Gwfx5h0gRyG-p8dw2kSs4fv8jhTbAkWm_mMGhc_inS1Ymk_wuU_b5NG6G6Pyj0I7ZUqYi0ryY_SUz64ttHovs0AMDNU09UDj_LIw2MdBO1jY1xzWZHyqJm9RQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m2',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(3,'b1-20261124093000000000:3','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu-TR16zIkidBzRcQI95QZd7v6BlIa1Pvefy6fygKjOT43PyVfL3z_M9yv8Bt10uoXlDO7yyxTqC0GjCc6JDdPmnfu7dG1_qXEP_6AAyD70t0k26w1uQcTSx8Q00mlueWkiD9a73YU_jX2CXUO749YnLbgwypcwrUtKNU7s43NUmN2ldmLUNZnqJSx7zodegwjBA5p15GtEIqJ16jo4Wi_9KdOO7ypV0yP9cQ-MB4gjhY9eCdEIzObAO2Yx0hmXckOugkeGPH02E_0g4ucipXgY6bwz7pkDN04FvMcpbPtlS-AOonDdakMc-3b1mUsjk-HBf0O_Q9qvP3m_eronr0hj5hG6sXKTzgT_FHQHDExM-TPl_8s0T3lnuXVpLWOBuQ4xgoRUmtesaQLSkJlg91V7ZE3lq1E4qMNtm8_kLoKjbwl4-mbrreIn2lpGDS-Q2XxoTHFRWA8DZePD-hbpf8Jw32ONysPne37oXx_RYFQZJdsTSLuoKbv2RhCuR2ZqPd9w63tycpJ8qaFObeKHeoXhpkDPILsHhwDXUkuMMdeN9E6SdNGEYMINKhusmwSKLFyZMjdfz0-Wo3P_zrtH1JejwE4M1U4DfMKMKNEhDtqaWvDRSskN-JBfDU2WrQI8M4vkBkd2hYqKAiztfuuXnlEPmDN3OZ9nTsoEeFD4s0UfcWkOwTOBuMBDRhCjtU15bnZABUga_V5ltkSrbw7eRchQXJhvZ1450c4GfQW71tzkDG_B-wP96QUF-fN_t2zeAPIsvh36QECV4qFpl-7XW3y_MCJCYkpwG2BSUE19RwFQS5z0mRSpoAoz5QhQwy19xciufpoubxIGN7-S1Dz5vPEDZUB_DOdPGkAR0SHmVZXt3qy0J1_c3BqORbMBThQCL8Cf7_CxQ6Lqf9kshRxr1QvNsRDcCyxRYeiwY40_lOsNkwSX_k31XGm36XZ6BcSGYJxZgfEuPrd7v2_sdb45QZAeA8QaHJ0XRa8UrSMIIAy6MuL4j1ioGmtGnOXvXG0c-TmG76aBdz-SD2C-vl-waQeRIhU38bL2O-5cgQWojhTobHGpaSIiatmrtHqufRjA5d8sZpVLBpKEY4ApV2Qan8o74j3s3WFCOVy_t3xhcXlOjQSAwWAqNThP0DzqoFO5udDp5pYRQBJZMmUG6GTMiuwloot1Imn2-Symd0EHKGlZbnigsWI6gQ6xFZZMr5nZ1h0sr51L0ASJdcAiY4BsbR2jrZFZpYTvxobFm1R0oVgNigzsJ4FP36tH_4LLinEVw75UX3KxtvM0wbo8dz7vSCNaQX6nP9rXjh_CoL-m9aK4j58e3A7Ln1Jk3HNaurRCy6L-1AN-IX9dHul6RCh94N47r_zEVWZ5BROAmEJY6KhtEG4CsDnOIxg2H5t4mZ_YL1cLx3C9tMMpi5sHKzI29hivQmT3H3vlT1FMroCYY5ih_90lUvtZ82JkfWLGo0GFgbI2zBf8zm65rfhSAgKsLcIOCmiuQl-02XFFOeT63Sy2hBx15weIbc4BHNK3TDhY4yTkPwmLwbKv5RfD3hGtRvuJE4NIv5mI5NHjsFXlxoWtwVOsvnhwZ8kvRp2b_1shqFUDXtugfGly9YOeJ2PzGy1z9aPWnCv50QsQQvg8S9VxkNbAITIXoZbBxC7bpm_ZtzX8Z6YyJIVwzrPeHhVYm_8h1YZlevQvBKsJylP220_DvXlFvG3BQgrmBKDHDpbX2fpGyYt6oRUQ4dxwe4w7O_x0p7fxKdI4gnPt96eBgBmxecBYzoq6JSWWwX962PNNEQ6pO1KaP-TH4PD_nODIQpgsjj5OR6LhndCCWNbusEuDV4=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m3',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(4,'b2-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu0mP-sXyMgltVogO7rd3QgUhvuNq5JTXa9kJAPPOy1eOu8H2qnqTqFkWVJYLTiIh7Akfhl-uG6z0oOSau1V2pXJsx7Jrb4WlFp5TqvP1YP4gu2t0lfScdoTVt_LJCMPfmpLyBEZHx90XNhQJbQZWO2M1ryC-d5immk-eFv-ZKI1CV0uaXAccBMVq96XLtKsaSMPAyxnUtCEauyN3UIWWR0vhATFQN4szoA8dEWjn_FZ3egmxf02-TsbWq8W5T01c74LyqbYaiDgnaQF3CjDA4uM3T-nRu0tR2VG_Z529tJxK_ILF3cz-trBZOMXxiSar281LTnh2unaqISKSTLXSTqA==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m4',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(5,'b3-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuQumTSMnqd1B3jUqpuTNcaebewgwoHi2e9CZCMLp1K4Iv01D7_AVEpoTfW82-Esnh-bJnRA7yTXBHzDIZ4fRlwUE8ppwHsqLwkxrafIzBFd-9PiM_8OIsFlEIeKIS4rpCTno3BwrBQc3YZv845oPpTHjqoTiPb-7W26K-f_SWG4QZpXoTnoeZVXEvofbfksCH','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m5',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(6,'b3-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuSkMFa3ZI_NTbe5a2tnINAgowWaEfoJeo4BnTo2qKsuy0bKdfUnZmNvS9gJvUM-wk_bocXgvoogcPw0Dsok5d2mdZQXh4J3HZP5jqet66xHqGePsZL54jXb6GlUrsSTcda0r5lHFcZQEFBU6v40WaBEYhoBJHgr1szFLaqtoL-xcyLq4lWaU4WMcY7jVTOJmKS-mojrBCqI5BgbjfYB5bhIoGeJUjmm0JZi4dOcHuARjtwDJaiFBXs1q2mOteF7LnVIIJ67pdthoYXGJjfnqC_pt5qYIONi4DsHgII0Sn4gONuKHlBF9yz0G2LKWDTdxrkomO4Z_Z7N5X2PnDY24oiw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m6',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(7,'b4-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu0D7FRoFg-M8nW7a_Q_WwRI7cIYespe822uOBDMBuxZub4ysM0oH7ibJT5gytCyDux6nZrzLFXbD6wu-3Xxz3Uo3OV8ee3fgbtaNwN64qcIfblqAKDmD-mTG3yZRTdO2rajRNtzHjceF5n3ZhZUhKgTbbXGaYHrUdNRhjoHE58-KkY3rM0SqqLhJdKAhFNXP2MLNi2Iqti4SlluVlTj0WBThpx6_LAz-aVH-Bqp06Rvty5iy2CJJ1Cyg0rLXUnnZsipg3GIJilS06ism7u4N-_Jc2znpzWQJ7ao6sz6-7hVs=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m7',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(8,'b5-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuEwRIGyBUHA9Yf8LdJg9giQ3hpLU9AcXcq8t6oCEWV2we3cI3lzaf1E1Hjl9PpvZLUktx6yMCmGYDi9JfzOnnSZlLOK9hVdvdoDOV4CI4iUX_GqIOC_9p5AnqqcDNpGI6RIWg3utH3_vay1uyS11sMa9hlSuJ5IRboL6gX6x2SuFpjNFAcXeRjcBdw4tSgZ4G','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m8',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(9,'b5-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuhJ2SbbIUX8Ha4Mv-9-saqS1Ot5OGSrzO3KXSwdq84XYMBMzioKsx5wTA2lbf5B4Ty9DGKHe-jDjf9dQMEHP-K1wD7fY0pl4uGGuV4NvlQ4Z6uqXy55cW4k51r7nadMv38mR8BpER444qfYvXRcUUF4klbORGQArZmni-aNUjggzeeecmtITYI6hwVlsrgDiSfgeNm5HIJKhZgErVmXrBMPDhaLblgRdPjXRcP79Uagk1xegWG8BqJHPsPHBkwBcknf4UP5VHs7l90i17qrLK03jCyIc6zBibXYkVnFHEqvo=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m9',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(10,'b6-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu894PyVUbIKOCgk7GnqyIEPBEYIuYIfV3SM_Oc2YSCGE5UCp0GQKZAdImUHxMcZ3e1QJoy-2ATeSFRR_HkJOTCeed-egVJ8txp3UmZWXWsnygRUAHs1W4ZMr-dDE7wpCRuuxBG9xCmy7xWeJURh9cWbsPd_wQClvjvkD_qDRwb9wJutx3M21a_aA3_x3ikTbdipE0-co4aHYuzULiB_6-o-TxI7gH3rQWP-tcURb9kCf1P_8RrJydEgVP5MNqGGex2wbGc7ablY2zsSxM1-HiWvUIUUkLCTVYvbZvIvKMyGR_Jsu5R9YyER_QD2_7JAC83W4rjIzWCjlnSX2lIMXR320ut4iZvY2y7PlQqg0xg4jx-Lqc9np1VVzIlharcG_xUv1b29niuA4Tfpl-1yudJqSoNP5XJNIM36S5HDhl4902gryMKSBueInJC464Ck_b65MDD6G0VS2wDGEnWDuHAg==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m10',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(11,'b7-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuN2hLTQ1Z_hCTWf8B8pyTqs9JiWBQXno2-UO5kEztHeibuVUbzVhpq7h5nwMkg8dNlTtfTJtAF9Kt_8H6J0jsZKDzSxrYpWo8Dd08rV772LE92MUMzbDdif6iNvmKfYic-1DbKiCkTN1LEnwFboc2Qy_Zp2eWsWkls7mimC6WegiDoJfrf1rGLcuBlAqdQ3nG','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m11',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(12,'b7-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuWN-_8tevSzCKaXCLGXg_EFcdlSyfv9etWituz6HG2SAsUqVBGruMnbSZf-oJUKri8sARji-PCdQB9Z7QObA-oDdD3U_N68tlktUXo4AxMiUmTSRdAvkkRrLvz00zti8dtChJTp-0jNzDPHsFKZ7xtrNm0SheJ0MDz_jP6gwU_16yvHET3TZbjz9vO5NpUeuB-x_O9FOqE6wqnECxPQ7BQ2umUNPCdh33L962kueO7uA1bS--Z0OXWOw6of9VGCOjgSV5ZH0sNY4pWGhSoY6yTncKj9FiOM_z7lNJoOPkVST2hRLx0NwO8hcPkIE7C8wXijUJ7Nw9B4gT-J0WCR2i5OpuNFn9JwdF6n2awU8X9_N3tOt5sqOmX8ETS9_JhJF35ZVAPYY4_7KUXtMwGUgxe5jxS1MfnkKxiuea0wxBgqI4a1gEyNWHTZO-Nedwyao9htf5fXC81i-8oT-T6G0UaA==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m12',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(13,'b8-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu-KNJqw-F37ILfUtqZSVCMIo_90Q6VD-x-iM3DCqsiGoi0SQ1xel2APZPEAil8m6_MCh20z0NiG2sMBGWOupYGIEcL1GT8Nygkujvis-Tra_UfusXO6KTAEEgTWEIKnjNqLDFPIH5NqCwWSyy6pAAj--s3SAaeC_e7Jsa51i70UOJA-lPimgm3pv88os09VGvXRgCcAoY6KsLqXwsO_ey6pht6CXngi8zZNl81zWZIac=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m13',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(14,'b8-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuAuEawn95cGjWV3yOQEUZ_CHJ_IyyV03BFLxXA4twwUYzSiIzgV4tsB_6ZDVh48avMYEts3Uz9KW-Tvv7o9DLrAnlZV0z8TW2FbJ8q55m3KZNS3N9JudV47aUUqGlDbJno4nPHr3-BX--7IMjcU_PQhEPgfZ_bQBf2hwgmdDQ8nZc_UZGZKwlI7KzXCmOxm6i8TuuN7Lshx-F3zAtZ9zWjzG_7xr8G-ZW5O8rZk589odsXZ5nZOOnOpKL63CJBR2OOiJcSI0VhzAgBh9c1AFN3FA2CCiOQqFOdBClI52U73qDuovA8-285uepkLTYuFj3OUCnOmb8U9bMBVfjuKuAECAFlW4P-rVYyEpNj815QJygsSo5g5F6r56bxVi_EJc96w1ykTYQ6P8J49FLTWDigG6grItDPbUVcosNtEpGzYDHtAV1Suiu8NSM3cABNaC-1bqt3KYNUh_fwsl8VeRJdGxz4OJNBqLfKKO6P0_3CFPAqcOMFdfuHNzCWd0iiwmFAtzJXXd6OV6LEaMl2zkQjkBaIS5F-PTYNK58mnsKd-4GLlLF-_HK2ZiZDgfBt7CsU22F5fUecWS8_peBbZOAAo0yPOhe6y5bpQHXjXRE0Q7bnNJqg2kgLBrhMPS3AAd8qkTi7VaDD4NxnB3ByCLaHQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m14',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(15,'overdracht:e345e21c3c9dc941:0:map','map:e345e21c3c9dc941','pakket_map',NULL,'e345e21c3c9dc941','gAAAAABrA1yu30-PP0UwUbAGvPBfyGlLzGOE0KicHUZsmXVbyD6UiFh9HDhGE-V96p-8T0z6h_cEIMhXpciPtYsBtqauoRT7REiLFjMyXt-0yf1gHn0__Lom7Wg3uQ4YKsKtKCkRQpscYC1mPUdKqr8o2i1DqPnQ6BvodpI2H9zhzgf5gqi1ZLr-HE1E_EVg6vtRoDzL3eidc3i3TYyhREsiITg9aDjoPTSti4EJRtLOf9kaseCkONE-VHAOvNUIzigmJiAvevR_tHGJvzCHX4UMsr-pOXdGT6mN4JsSmzQPWgdtBZsmTftEjJgJduBYnI2nzosAEAezMBAv3ixgdhZDiRJaFwakqBXwhlBh3O2rDaIZ2k05ncddzHIlixwxFIFsBDkMKtKn_UkjN86UW6LUqKcdDHiZ1c5l6SlEAuI-EZP5YJduu-NTGEOfSemvqgdh1_l2i9MlU5CBwxProl9kBJsAkLRysPPhOJFroieEW5ktfwqZNCUI4i9nyMqbBi-OLnL5rDwO','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m15',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(16,'overdracht:e345e21c3c9dc941:0:groep','groep','groep',NULL,'e345e21c3c9dc941','gAAAAABrA1yuXdA1PVAL1J6KG-fv3VNpZZPe8MM3y35lNg_IYHtXokIK0Vb6CaXtIGcaQPm_-R8MJp39md0o9Y0qsTmc8yieR6bIWU_JRQD8-QxdtuWlrY1C5Fsd8t4vChEkisY8fO8kWKril6UGhmcsCLxRKRKIFN3_0c7iJPZDKDiv77wmd-k0bP5mbkNQ-9cwf0mJntt4ExbSV132spakiFTLLBWwKfZjow00frc1pvo_mKouq7G2ZeD9oYU1RrpypJ1GVG5l7cLTO3hn-cRf-cXYQ_sOWZsyWFKjFsbgoS5ByXc9CNMuEWGWrdlW2uHmPos58JqEQ_LANHjkqXJQbKQZiDFS6JVAHzEm1fh4F93oGkpz_07LEihpkPD26-qVVUex9hC3Eqy-6RV6IZlm_YdDigiH1w==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m16',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(17,'b9-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuCBKV3gNWija2NgVcF8x-P84YKdIiREDmVA4vtOV8i14Z8Tk3e-AfwGawQ3BaMQWnj8XBdyVRiV2A04nOe0WrZbUXUtfIE2ndhSrMt5Z57nGweGz8oTFNugzoh5w2U8vw0Iv-VUW9UYnbm6F5oC7UjfMkAFCtlHQ-9lZNqZcYcGdZTAZL52Ls5v7pbbBT21xfh2NT7Rpq_xyri8KTGDsACoOqPaYI99MCHomSUMQr-tpRAHL5xzKSxnlVVZik8zjf0xA48jAfhbnjaDACNSR0Ft8asKoYvdoIGBXiEbmpj9Vq7TnmFzrybJLVjbXHKvnegH60GEJz8y4kPZMdUhanqOh9DCj7XQeEkoiWq3YVCBX7oe1vZFq_fBQWEZIr1b3b0InqJrpyrJl9PDdlMmrh4IF7f0EGK02j3DWQ_UZvX94=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m17',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(18,'b9-20261124093000000000:2','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yu4lFx1ZXXiYzcF7mwZ51ABM-4crT2dM_mEfd50GNDX4OVXZZX6txsVLKYq_qAZL6CcnWVq2UXXjKnwsPzD-2jpsnmuXMRiFLLhRoFLjdytiryWcCr5sI351IAWBpAwDDfPz3wjq4mrzllzOFl7HovQvwf4D1ITWEdi4cv5oELFOooKBhsgrmUdHXYbIG6eqv5qPWTmOht5AmJJqqvlAuQp3Pvae4fZDJLhOV_RiZBP3lO_Dw6iq0k13dE5WMJat1bMCjJdJcR3mrLxkQW3ORCiEB-vn7NJK3od8q4Sci7_KdHMfaXI_Mpkatx8vkpbhtkSzRPKV_kEwljPTa7NvwpVQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m18',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(19,'b10-20261124093000000000:1','bewoner:1d4c3a3d4fe115c9','bewoner','1d4c3a3d4fe115c9',NULL,'gAAAAABrA1yuy4qBnkMBT3GFF7BzRJ4D7R9UI8AjneKFq-Jsg8aTtBPu5FwkYzDd6CBefB5veRrbqz1l6lTyzGLReGwrdiFKIvM1o7gkm42-uJUjIAls9o1hsFMWjYbl8-V-PtjfphO7HN0xPJ9q8HbU12CsRJ5YM9_Ugk17e_4uDZho-ZmsTb8CVcuPRUPoPcO7BnBkkBkWBlMFIZU-BJ7FkCfr-OKaz3LJNMdtKGGotf-SBQCEkJoBKwbRzcxhNkg7FR99a6Ett_Y-ET_gRJvWLMM9ZOhnDczBQaHBwzxi4zvIyXBIenE=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13002','2026-11-24T09:30:00.000000+00:00','m19',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(20,'b11-20261124093300000000:1','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yuQXiPHTlaHsezGXyYHTG89Lt_SAClyODOvrNRnjh8hI-6Z-ogmgyMwtnzCVjjYdCSnFe7s-nhakG3422nf4DJ1Mg6vLmWm4hxLpIqX3n6QsbwGVhH1TN6JHnbcM6bpIwdcOr1G11fXXFKrEqM2gbpgYQN88Jeg9XC8VK3YD-twZpJqFgB7SsPPLyzAFxHfoUrYIlWTVaMzutW66SlDLk12PAWRiB3m3eIQdFlhpBYc4LRDJIXF9fvIKddQA5FFlIhBkRqzvIP739eTI5M-U1P2dGAxmNAu8dmpHDQsfsD4ySuCzFTJaM6Q7V-UOi7tLgpPoaANH5yyD893mdegIyN9A5hvj0sDSBq0bnTX0pbz74Pa9UQWxM70wh8Bu_qhlHS','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m20',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(21,'b11-20261124093300000000:2','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yuSGkGETAZpg4lfa1yo5D1UCMMEroRFmLTLnDXLEeKUrEADx7gLePdo8uTKFxn-uEcT67Kxx8mU9WAMkJXSQyrOPK7PS6FeEtNdnsNFuljPjDTTGGu_bWEQzi_9YdTXmpbqsZ3fEDaG4HXkvkEYCjU_qPYbIEIkK_YxCSXFy0gHozdVaR2UzHf-oZRCrlRI-IYRCM79U0RigE0qnJlRT3cMw==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m21',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(22,'b11-20261124093300000000:3','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yuRO5Di8IoTMHOuPfjrMMwR_BISzfbJmd9yOmQgmZmUwfA7Fw46MgAqcZZ4Ycd-pwvj-SPi8uetuu9LMQERA_x30hGSWKYQ_iSzUILOGEuRP-PA15Y1ct2ojGdxO83KNDxDOVwdP3ArYwqRfAISx_GdapHlWxbmP1wsk4awk6028c7d_LSaSQlfCV-q4MyiA6-7W4CDHmSm09PplicZDZs16ZdUDUAtqVFowkhxxJ3koWq2eP216_4tgbH3eHgArIKa1qFTKxDwTd5zd5870oy2pa1_-Pe1iaHXSnAw9XnPmz4pI0hy5R9DifpRthFz0uRTlaqelJIfuN_l9Pui_i-EcpHrtzH8_sOJOd_edGUWBLXPjIivgvZaphl35zUOq9m-vJXZdMlvOdYWS3LGNjTUO4qdBUiAepk94i5sWvMvx7MvY4Jir75beq77vWpSG6M3JHG_DP4fw3RVsZ_IzTJPBdPdywXdgnmsSqB7zMXn39QE7G9unV1kPluGy4I3blcskIhNb0D2jrtnWxYdPvCmpxrVAj8RYoB1Nznm8FrQtPieOPvdDb-DIWl2wVFTZxQOZfXA5FIy8qs6LEaz4PeR5288uC8TslTk4Y3Tf1hyNg0skrT3XnH_IZpWgxg2yfCM9uaH5CC5OPC9BZ_IoBHN9kj4Qu26jB-tO73KddSPfXHwKxvLvNprPaEaUORaTIGg6Ic8wiEM6W7Fzs6qk3I1qwLL87SGHjFl1-Vm08_AkFbDy_zcSw0o1QfiJ3vA-lDf0AZEduKcrP_w1rZL9k0GhAsYmeN6oDi62izyqR39jB6mUDAGxkK6yp0eY4ZNwyjK1OrdWiCeZbbZVW7DcCyye7Xrz8-Bw167nyjwTWBAcOmrCDisAL3g-j42S8DML0mpYoewy2FmH3-uS2aCEuWjUM_hBZrxDOGbAsgMEn4IkJnyKb2-CWdvmnRH2JQKAcFcxv_r5F-yjWh9h9kv1QLhgPHIPAWv6NtatkBTVRVQdjDbv19-Lyypel8VW9AvluFtuIKaBaW750769RUkOJqWM8fmWwqE-_qhqMCVtpcvGIbFZYZWtfA74vqjkil8MvJi4lk0ZgCkJF08P4qC-yL1pxZqFRXOcIG-6PN1uAfnwbpz8Y_m-w9EaJ3epnaq_x2FOnlel81ppnnoiYf4_x6M-zFReDfrdIg9Ba4V9VsFtFdgP9ba2abJl6eDNRZEa5PSP04tPe-Z4Jha57wmOUktvCwOIDlvhGmj9NFSL6cxvyc3BEobr2JJMcZsm2h_cTuta1vdERxZ9yho2jwIHk0ZxYJmzc6iReFVrYb_lpOcuZ9ggqd2NklF-C1t-6oikJvPGoUel8xOVbXyOdWHhfnck_Wv0oHTUSju9SGZZMwmzliFxth3k-jorqOF6B-J_8dOfBqysV_MWy9sqceACFV96p5jc5Jr-UsXnm3pN-WpiyId52IoWyDNxaqHkKwPvRTO0q-9bYOGZPKr38fLHkMzgfiDc0cr0B0bjcz5eKryD6_uXL6CvXRTzKXuLn1YGxOHAn35GCYSQgQc9hl_VSRrnrVcgst9hgum0kYSBAzTgOqqeaYAWIHQhP_308lEfNLZZj5_Pf4CsctkFcDC7SfEDSpR593zoD_g1c9eHxVlBBIQiVpkUP9uoJ_o2Ol6SFvW4m768aQ-uLorZtLe3xvajnLWmGkDLgi-6-X-0fgGPNQ-p96evedJcGeK9p1sz6E-xQocYX5PKeu3et8m8aM7DKovr5TVgHHBVXjCyC7fgWgHGZ7H2SdMJu2hxzqdSWrCnJTFfnPNXAxDZPTf8vyvA==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m22',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(23,'b12-20261124093300000000:1','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yumdIabog1M89NDP1nd_YlZ4B1BA4rGRPQVYaW8RjGY8sE76YdwkhY29928uxY3L4uWKdHXdQIqyJJOLoAIpgZ0IxiW8kyp3brIlj8dEGcauJ7mlYOARUuGjfKhAbO2BiZuitiHDKXiCdZ041mv3eD86jLWxFaPfMSO2rq2mH7xOW_XamiBC06ZPkedGadRh59U7tkQCvLiUGy6b1od6jC-z9J1kxxRxyrsS64fQSjLPsktrMTiegQ4jd6HqmJ9GduQtQIgc8SZ2xzi3FNlGiG79nAG75SAP0ZERc_XI9KpAbFwk-h-U3JGdyfF8cPMfCols_JGd4lF74JcdZTbhEd5f5d8qDxw6buuPAXBV5m6MA4fFrHH236Dx5w3e47ui6e9S-oYm2mneEvRxgjkKqkd9lE1mXxF4fVCGJAu5cgIpto3tPF5u1WKREIgAUDai18Xxg0XqES5CnCsbwqWxOaSytOo2g08Ss27NOop-2tYY8=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m23',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(24,'b12-20261124093300000000:2','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yunb2if7lAcuOIT38wKOm6BzRwk77guMn8nw9eiIPEXJ5T7IRuZ0LaPzIoW6g9QMH2OH02tIqTkKjka79ZjelOQiv34R4ZsvRxW4qoqJ8F7-Lz1lkyME8yJEHDvZUCCvvNMtkGKXQZXAaBbCj72JY0ToONNxxV9HIniXtjpFZ4BB9iPjM3rmtXLsBjYtAVRmFkK-MFYQ87AwBQ22dyNWdSanrnnsUCACSJQWDPlqRBQPv_HixtmJ7vfmZ83df6UMWfGRH4-TTzsZEGpauIlRqPLlUqLPb8LMeKnc75ZlWSQxQVD-0KEhz2xGs1NmH7VV6Eva3iJtz5KL65Liy-HbQKKDr7MqEnpMrc2SdL-eJjXdd5DDyd256g0BV77737qAR0','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m24',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(25,'b13-20261124093300000000:1','bewoner:0ee574db620459e1','bewoner','0ee574db620459e1',NULL,'gAAAAABrA1yuffxqtpNUkUJOS9GMHXpzMZArU9qvpS4gOCXs_5b0q83Qx-I44afnw-y5DFQ9Z6pI_7EUjYg7aao3xmSAgyAnEMyO76ZehKf3wunwe943lIEnFqfeBX6H3dQDP3zOF5N2WhT92XB6RFpPGK37vLNjlE2SHT4gFPknopr0unOWgWSLqvUK6i1alUFSsiMZUMmDDq2F703t4PTpuGpee8tGePm0-nLVz2qS0IjfTK70rN5WH6_xExvSOQ0EbG49byIdcR1V254ZsxmThRhHX2uo5hbKYUPNJT54EZg5xER5IiE=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13002','2026-11-24T09:33:00.000000+00:00','m25',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(26,'b14-20261124093600000000:1','bewoner:7377e9b417b711d6','bewoner','7377e9b417b711d6',NULL,'gAAAAABrA1yu1ixU38zi_u2AiemQ0FtEWFKML2htBl9aCZBHOzusUn-1epjXsDjpoHB-4BJ3GXm4Th3mwVuDTQpomTA4qZ8Eznt1SlCcsavXYJl38-JvkJIj98FZ5pnyQeCH5XAN_rbgZX3RQo_7-bREviudaKNTwltfwWSr85Q9_8gIwUuG9f-yxtg6YzDoDTs0QCeqyrZOz9I9kDKIHUffUeFlQjIZYhN6qm5dMely37WScgtaHzY_baZunMI48IgqkpwmQwrhRePpwEiKSsLb55izAdJcdDyWp9pKyXZqY0c5CEsFk375FVvv0I5xcPIg9WK806_-l7-GDbyiBIqKb3p9UWEi7p1nIbC1U8ywEaJ3QC5uYYFHFAJBtZ4lXOpZseVGAD58','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13002','2026-11-24T09:36:00.000000+00:00','m26',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(27,'b14-20261124093600000000:2','bewoner:7377e9b417b711d6','bewoner','7377e9b417b711d6',NULL,'gAAAAABrA1yuqVBi1fWd_Xze_YmMn8p-3V1nEIi7LnkbxKTvOM7oTU_jQcPAVjScBoaIMJ_GnNwCggxtjlyGdsiVLX-qNDjumGKsqS4Ne0mWAhjKgYMR-W_d710IutrktkS_HymGW6zEayNhBx_CivBqYza2KfIL86dyvJInsvJLh6Hx-jGhbqAaZ_tYOmnL2qw_OGuDg4qyvsMVHKr1JW1FLO_7xoh814ReDFlIt0MBUKAWsujHUcn-5ASXHnByHYhDRqg18OQLFDAarKeDpzHPdVt4aKLXyc9njZwQWPtlsXJUg84wG9wUaCGDCTXRLbHZP9aEHxrVE67MJUHbfYlvT1jKsmfA-x1ayZI_R0cadxF0G-FhHNYpZJdOPilkiheE8cijoLODHgeitf3HUsfwTE1-y_97g47dfB2pRDp6io0EkJIJwH8=','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13002','2026-11-24T09:36:00.000000+00:00','m27',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(28,'proef:1','groep','groep',NULL,NULL,'gAAAAABrA1yuIy_g2AV4x7gZVTaX11psgSsbWoVE1fqo17NA9bv3XCpMo1eSbo-Zn2RWDMdxFOQ3_TlO8fPX1zKQYjN2NrtQNDVEMQ4XdpV93_1_2SvcE3k6YLqZ2p5evM3PT0i0L_QpHyj2b-QpL1Vl1S-Z4oc4bg==','wacht',0,'2026-11-24T09:39:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE overdracht (
    signaal_id text primary key references signaal (id) on delete cascade,
    tekst_geheim text not null,
    status text not null check (status in ('getoond', 'verstuurd')),
    keer integer not null default 0,
    getoond text not null,
    verstuurd text
);
INSERT INTO "overdracht" VALUES('e345e21c3c9dc941','gAAAAABrA1yuKM6SAhJ0wEawvpQw-lngysEZUtNvlgZXoDRZdOxjJCT3hgjJuBjSD83HcHMU8IBZUvuGnMeUrlNCB93RCohKgmW423EGgz769ZzmABf2rfcAIbMWtFuARrDtxLnUNLcxIjTl1RGgNVNTwsIerR5HBlihs0M2kMeehswYec-VrtybqUrxzhokN3Ih4Rinqm-9YzxGWhsjaCrRSeXGVI-0_8QQ5UGQuFwcJ-GZjD-Vbk9Cgx8XiZag5sHckC3ja6XVqHG55zYomzCCkW_hGb0oD9J445gHG-QxzGdoBWuRTYS6JZKn3Z_SOqTB4ESB9MJP4OsdI5xOx1eQAxWWTE2t6gTATm6miE91QDGVNBxcwkJvt_V4Aq9aTwcCeOvrkVd8w4NloLMueF_7DN0iUjNuop__DEfiYPPF0Cji8lfcs_ZfFvK-bc0HGG0vN8enqv70','verstuurd',1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE proef (id integer primary key check (id = 1), waarde_geheim text not null);
INSERT INTO "proef" VALUES(1,'gAAAAABrA1yuvWj9SkMOl_ApQd4tedx6sMfVqshmF6j3CHDaXveedIDXb7FOKpeOm-FxMA9s35rz5pPyHE4u-sWUDDsiJIWO1w==');
CREATE TABLE sessie (
    merk text primary key,
    medewerker_id text not null references medewerker (id) on delete cascade,
    bewezen integer not null default 0,
    aangemaakt text not null,
    gezien text not null
) without rowid;
CREATE TABLE signaal (
    id text primary key,
    nummer text not null unique,
    gesprek_id text not null references gesprek (id) on delete cascade,
    status text not null,
    rol text not null default 'onbekend',
    leefgebieden text not null default '',
    route text not null default 'voorziening',
    urgentie text,
    nood text,
    toestand_geheim text not null,
    aangemaakt text not null,
    gewijzigd text not null
);
INSERT INTO "signaal" VALUES('e345e21c3c9dc941','98742300','1d4c3a3d4fe115c9','overgedragen','zelf','contact','frontoffice','week',NULL,'gAAAAABrA1yuFqePwozRk9tG-leTrlPiUAvDALFPIWtgbDaEZcqkF7zC7f_hk82WQPQJ4YAGDNVwnNjlluJCuaGEAX2fOCFnhWIRKAQkGd96UHewtRn0zDTUTXuTyLCSaD1YiR62i711Fgu0LF9dcxRsO9MZGyetJnlQc_4k8k-wG8Um7snUJw-eVfzy02XPjRGG7cu0E0r2rkM3d87-IGW5IzQXtfjmN34FsVDrEHqB5s09wF-oclx_rkSdVkCbhLcZilYEV1c-g44M5k0f5p9fWVc8Ws66A8Ok3dSfNZyv6L5L3CS7-ijoStqnfWdhe9CWek61BpX_D-HDpTINliwnB0FMml7Do7fUoE1Pki4avVyKj2XFFyjRUkT19DoHAIFO_PbeK1RyacUwUo33lZD5jvS_XuqSd0JuNLbTgmQS16gM_hePIKuDYUMWzbEyGYRa33d6jaeY5HpBTLVGBKR7UNqwlaKAOx0Wdo0Qeibw0rxLjr-jUcnanZ9G6unFAX3Hf2UBhRmtc3NOtOY9FDTMPX76wyGj7zzFBy2S8ujpVXRAPpmvUONGVuaiGaRUawKLpXwn_ZpGJAqXuGukzE7gyrthLNPe1HGlQddoZLQG9DzP9Gsq1Ug6dlcgQGqdCJz_r9eORbGFazKl0IumDlEilCSO--ErNKqEpa_UyLYBhf4SRVROmuflObUmORhwiojhdS9FAdTBGgyHoJnDkMCP6Z2AjMzKzPQNWGwgdGAhbHa4qY8pPMe1NzwoaiF6vzaw5A6pqNPYU4j_eks_5zM-cnzalRlDfwW1vZmXhn1AL9lv9-2p2jit5w4kbNPFII7aNGYeBl7u','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "signaal" VALUES('9a2ed0bf3258a877','40056730','0ee574db620459e1','in_opvolging','zelf','contact','voorziening',NULL,NULL,'gAAAAABrA1yuKcEvE8ywwYmcnzFAhIWvEJxhV_37ZFYe3sKAIiMZ2TrDGZ5XRFC7Y4oRvKI0-1KMAqNpu0lpM_4lF-HVKuODcA8Ogm1czkblVRCe_cdF-SiUj_unXRhqQ-lCIPanaQoc6AjLecbzZK8kXEZsrvdY422vtNj4LAVXDmy3c_E5CzknsARYsQddVz1QXFSP3v-kGJXK3p45vQzEjeYk4WFQ6rLS98zWF9J6mj0NvJeG98ihZXXA9LyJVJp0NCcDPDfqNYtpQ-nl9G2qV3PqgvWdPvAnGO5wu3yE12R_BOaWv4vaamU6WqQJNyFkilrIAjP1l4XgIeb4l-Dm7iuLNGHDXv27pFiJIBYmrTp-B5SA-85VwnsdAoyTi2_EmtlY-VXMPn8BBRnaCP0X2iyXRAQV16VYRXV1Svu1eiU28Yc-kwstVGORS_Ubom0rIPxdW9ASA7i7Cw5j2U8CJZ6NItqy5x0a-F3RWytOIgigaZ41Nm7Bg1AgJfWuXW3ogSrcnsz7GZmrsUcmtVLq3TFQpyZ6sYzdWo8oC9faSxHJ9DkvZ4ar_OWH5WqQivSdZgOYeyZm90bd917M8YedqqvdUDuvjtUDZpPAD6H8ZobURaEuRMyOeRVFvnKzfdQeSzT3v1Cy0ryCDNZS4fBh3a-V6_APuClmHkSP_Dev0vSmVYreCQ7866nyeqhGymRZcNn7w0QL08WZlnaTfmo1i6sGL7BZPBFpPUobjpXNS5bcc_-qCt1Zk1L-3whf24FFdxpZFER8jzi16IWOzalO7QivYc36MLiKBUGlYcEHx6XmsD1UYBY=','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "signaal" VALUES('0b5960bdf37287cd','96016212','7377e9b417b711d6','in_gesprek','ander','contact','voorziening',NULL,NULL,'gAAAAABrA1yu5JoOvefT3iZZ3GqxNxtN7eVJSZnLtMPxOubyISxY7GUH09tku35GOGWvX6RKu-gNdt4okolmImMsV-KQTYcWD6xNQINbLFaF5JAwQ2zWyfKxinY3TMioC9guIHxift8XzSMecJpQjTm6l0Pw0fnX07J7G6uNdSslGdYk4wuDsaktpPXyVa2AHH2EgTSQuc2VtCU4uE0vmICpN5VOCwJFcxrr5mKzxCF0LnXgWkadu4jJ94HBFTTn3C9HyY0LC5dzZVixyowF6OYfENBqPTs4Khhf_hX-v3WrIORjU2MJLJXjTcqsMA9dP57o2NoxG1wVvQiP1vmiKUsMVmoTcguXKX7mvgpHhLwnmdZl15BAAgh_rZXiKTYYhbRyVhl8MB7u-V826CILfVd7imLrQvZT9YdFFHioltf9PhARTiN8SrxFlD7AzGlNQVDHn5JNwlQmge6IB3bchpQVH3JhA911DYmOzkTbejCF176vZaV9tSifPgjCZbh-D-17qXTG4A5y8r_ca-Vbd3TM534wrid1lunpfgq3qitaupf8CD7iNQZRWubthAlrkiOPFntpxXO5ysvSPU4VRSr-ZCYdu6wN7fhkDO_B3Odd1oWs-n8SB36DLYizxva_fbn0dNWdOUfqsIDUFZQij_yaAufAuTGSJW6ZUypvUcOjZ5lrAP-6QqgPb7SxVnaHK9EHexp-FxwzB06GbQwu_IXmQnFzsBSNlwnb89TI6_-0VXq1JPubg8N24EneoQZ_vYlYJQVGBC9M','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
CREATE TABLE termijn (
    signaal_id text primary key references signaal (id) on delete cascade,
    urgentie text not null,
    niveau integer not null default 0,
    gestart text not null,
    op text
);
INSERT INTO "termijn" VALUES('e345e21c3c9dc941','week',0,'2026-11-24T09:30:00.000000+00:00','2026-11-27T16:00:00.000000+00:00');
CREATE TABLE voorstel (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    voorziening text not null,
    plaats integer not null,
    keuze text,
    op text not null
);
INSERT INTO "voorstel" VALUES(1,'e345e21c3c9dc941','inloop-de-pastorie',1,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(2,'e345e21c3c9dc941','floralia-park',2,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(3,'e345e21c3c9dc941','vrijwilligerstour',3,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(4,'9a2ed0bf3258a877','inloop-de-pastorie',1,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(5,'9a2ed0bf3258a877','floralia-park',2,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(6,'9a2ed0bf3258a877','ac-de-slotjes',3,'past','2026-11-24T09:33:00.000000+00:00');
CREATE TABLE zet (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    van text not null,
    naar text not null,
    reden text not null,
    op text not null
);
INSERT INTO "zet" VALUES(1,'e345e21c3c9dc941','','ontvangen','nieuw','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(2,'e345e21c3c9dc941','ontvangen','in_gesprek','bericht','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(3,'e345e21c3c9dc941','in_gesprek','voorgesteld','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(4,'e345e21c3c9dc941','voorgesteld','overgedragen','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(5,'9a2ed0bf3258a877','','ontvangen','nieuw','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(6,'9a2ed0bf3258a877','ontvangen','in_gesprek','bericht','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(7,'9a2ed0bf3258a877','in_gesprek','voorgesteld','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(8,'9a2ed0bf3258a877','voorgesteld','verbonden','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(9,'9a2ed0bf3258a877','verbonden','in_opvolging','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(10,'0b5960bdf37287cd','','ontvangen','nieuw','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "zet" VALUES(11,'0b5960bdf37287cd','ontvangen','in_gesprek','bericht','2026-11-24T09:36:00.000000+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX bericht_open on bericht (gesprek_id, id) where status = 'ontvangen';
CREATE INDEX signaal_gesprek on signaal (gesprek_id);
CREATE INDEX zet_signaal on zet (signaal_id);
CREATE INDEX voorstel_signaal on voorstel (signaal_id);
CREATE INDEX opvolging_op on opvolging (op) where op is not null;
CREATE INDEX opvolging_signaal on opvolging (signaal_id);
CREATE INDEX termijn_op on termijn (op) where op is not null;
CREATE INDEX contactmoment_signaal on contactmoment (signaal_id);
CREATE INDEX outbox_baan on outbox (baan, id) where status in ('wacht', 'bezig');
CREATE INDEX outbox_extern on outbox (soort, extern_id) where extern_id is not null;
CREATE INDEX herziening_signaal on herziening (signaal_id);
CREATE INDEX kaart_rij_plaats on kaart_rij (plaats);
CREATE INDEX kaart_wijziging_id on kaart_wijziging (id);
CREATE INDEX kaart_wijziging_import on kaart_wijziging (import);
CREATE TRIGGER kaart_import_blijft before update on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_import_weg before delete on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_blijft before update on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_weg before delete on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE INDEX kaartmelding_gesprek on kaartmelding (gesprek_id);
CREATE INDEX sessie_medewerker on sessie (medewerker_id);
CREATE INDEX behandeling_medewerker on behandeling (medewerker_id);
CREATE INDEX handeling_signaal on handeling (signaal_id, id);
CREATE INDEX handeling_op on handeling (op);
CREATE INDEX koppeling_ander on koppeling (ander_id);
CREATE INDEX inzage_signaal on inzage (signaal_id);
CREATE INDEX inzage_over on inzage (over_id, id) where over_id is not null;
CREATE INDEX inzage_op on inzage (op);
CREATE TRIGGER inzage_blijft before update on inzage begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_vervangt before insert on inzage when exists (select 1 from inzage where id = new.id)
    begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_weg before delete on inzage
    when julianday(old.op) > julianday((select max(op) from inzage)) - 365
    begin select raise(abort, 'kept a year'); end;
CREATE INDEX signaal_inbox on signaal (id, status, nood, rol, leefgebieden, urgentie, nummer, gesprek_id);
CREATE INDEX behandeling_wijk on behandeling (wijk) where wijk != '';
CREATE INDEX inzage_medewerker on inzage (medewerker_id, id);
CREATE INDEX cijferperiode_maand on cijferperiode (maand);
CREATE TRIGGER cijfer_blijft before update on cijfer begin select raise(abort, 'append only'); end;
CREATE TRIGGER cijferperiode_blijft before update on cijferperiode begin select raise(abort, 'append only'); end;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('herziening',1);
INSERT INTO "sqlite_sequence" VALUES('kaartmelding',1);
COMMIT;
