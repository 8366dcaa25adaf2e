-- A template that a version names stays downloadable (P14).
create trigger template_stays before delete on template_files for each row execute function template_stays();
